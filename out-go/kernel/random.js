export function generator(e){let t=e>>>0;const n=()=>{t=t+1831565813>>>0;let e=Math.imul(t^t>>>15,t|1);return e^=e+Math.imul(e^e>>>7,e|61),((e^e>>>14)>>>0)/4294967296};return{uniform:n,normal:()=>{let e=-6;for(let t=0;t<12;t++)e+=n();return e},below:e=>Math.floor(n()*e)}}export const python=e=>`state = ${e>>>0}


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
`