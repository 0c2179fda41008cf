/** The four houses of the chapter One weight: 50,000 dollars for the land and w dollars a square foot. */

export const AREA = [1000, 1500, 2000, 2500];
export const PRICE = [250_000, 350_000, 450_000, 550_000];
const LAND = 50_000;

/** How far each price is off, in dollars. @param {number} w @returns {number[]} */
export const errors = (w) => AREA.map((area, i) => LAND + w * area - PRICE[i]);

/** The sum of the squared errors. @param {number} w */
export const loss = (w) => errors(w).reduce((sum, error) => sum + error * error, 0);

/** Its derivative. @param {number} w */
export const slope = (w) => 2 * errors(w).reduce((sum, error, i) => sum + error * AREA[i], 0);

/** The change of the slope with each dollar, the same everywhere. */
export const CURVATURE = 2 * AREA.reduce((sum, area) => sum + area * area, 0);

/** The weight with the least loss. */
export const BEST = AREA.reduce((sum, area, i) => sum + 2 * area * (PRICE[i] - LAND), 0) / CURVATURE;
