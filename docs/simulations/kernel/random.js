/** A seeded generator of random numbers, the same in JavaScript and in the Python that `python()` returns. */

/**
 * mulberry32: 32 bits of state, a period of 2³², every platform the same numbers.
 * @param {number} seed a whole number from 0 to 2³² - 1
 */
export function generator(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    /** A number from 0 (included) to 1 (not included). */
    uniform,
    /**
     * Nearly normal, mean 0 and standard deviation 1: twelve uniform numbers, summed, less six; exact on every machine.
     */
    normal: () => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += uniform();
      return sum;
    },
    /** A whole number from 0 to count - 1. */
    below: (count) => Math.floor(uniform() * count),
  };
}

/** @returns {string} the same generator as Python source: `uniform()` and `normal()`, started at `seed` */
export const python = (seed) => `state = ${seed >>> 0}


def uniform():
    """Return a number in [0, 1), from the generator mulberry32."""
    global state
    state = (state + 0x6D2B79F5) & 0xFFFFFFFF
    mixed = ((state ^ state >> 15) * (state | 1)) & 0xFFFFFFFF
    other = ((mixed ^ mixed >> 7) * (mixed | 61)) & 0xFFFFFFFF
    mixed ^= (mixed + other) & 0xFFFFFFFF
    return (mixed ^ mixed >> 14) / 2**32


def normal():
    """Return a nearly normal number: twelve uniform ones, less six."""
    total = -6.0
    for _ in range(12):
        total += uniform()
    return total
`;
