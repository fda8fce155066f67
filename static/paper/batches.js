/** So many marks at most the server takes in one act. */
const MOST = 1_000;
/** Characters of points that it lays on another layer in one act. */
const HEAVIEST = 4_000_000;

/** @template T @param {T[]} all @param {(one: T) => string} by @returns {T[][]} those with the same name together */
export function grouped(all, by) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return [...groups.values()];
}

/** @template T @param {T[]} all @param {(one: T) => number} [weight] characters of its points, where they count @returns {T[][]} as many at one go as the server takes */
export function parts(all, weight = () => 0) {
  /** @type {T[][]} */
  const found = [];
  let [part, heavy] = [/** @type {T[]} */ ([]), 0];
  for (const one of all) {
    if (part.length === MOST || (part.length && heavy + weight(one) > HEAVIEST)) [part, heavy] = [[], 0];
    if (!part.length) found.push(part);
    part.push(one);
    heavy += weight(one);
  }
  return found;
}
