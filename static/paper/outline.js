/**
 * @import { Heading, Place } from '../record/types.js'
 */

/** A heading with what lies under it. @typedef {{heading: Heading, level: number, parent: Branch | null, branches: Branch[]}} Branch */

/** So many headings can be seen without folding any. */
const FEW = 30;

/** The headings of a paper as a tree: one whose level is deeper lies under the one before it. @param {Heading[]} outline @returns {Branch[]} */
export function tree(outline) {
  /** @type {Branch[]} */
  const roots = [];
  /** @type {Branch | null} */
  let last = null;
  for (const heading of outline) {
    let above = /** @type {Branch | null} */ (last);
    while (above && above.heading.level >= heading.level) above = above.parent;
    last = { heading, level: (above?.level ?? 0) + 1, parent: above, branches: [] };
    (above?.branches ?? roots).push(last);
  }
  return roots;
}

/** @param {Branch[]} branches @returns {Branch[]} these and all that lies under them, in reading order */
export function all(branches) {
  return branches.flatMap((branch) => [branch, ...all(branch.branches)]);
}

/** The section in which a page lies: the last heading that begins on it or before. @param {Branch[]} roots @param {Place} here @returns {Branch | null} */
export function around(roots, { page, half = 2 }) {
  const begun = all(roots).filter(({ heading }) => heading.page < page
    || (heading.page === page && (heading.half ?? 1) <= half));
  return begun.at(-1) ?? null;
}

/** What is unfolded to begin with: everything where that is little, else the way to the section one reads. @param {Branch[]} roots @param {Branch | null} here @returns {Set<Branch>} */
export function unfolded(roots, here) {
  if (all(roots).length <= FEW) return new Set(all(roots));
  const open = new Set(here?.branches.length ? [here] : []);
  for (let above = here?.parent; above; above = above.parent) open.add(above);
  for (let only = roots; only.length === 1 && only[0]; only = only[0].branches) open.add(only[0]);
  return open;
}
