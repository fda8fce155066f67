import { billsAt, billsIn } from './places.js';
import { plain } from './signs.js';

/**
 * @import { Item, Paper } from '../types.js'
 */

/** A bill that is named. @typedef {{kind: string, number: number}} Bill */

/**
 * The bills that a text names, each with the characters (code points) that name it.
 * @param {string} text
 * @returns {(Bill & {start: number, end: number})[]}
 */
export function mentions(text) {
  let name = '';
  /** For each sign of `name` the place of the character it comes from. @type {number[]} */
  const origins = [];
  for (const [at, character] of [...text].entries()) {
    for (const sign of plain(character)) {
      name += sign;
      for (let unit = 0; unit < sign.length; unit += 1) origins.push(at);
    }
  }
  return billsAt(name).map(({ kind, number, start, end }) => (
    { kind, number, start: origins[start] ?? 0, end: (origins[end - 1] ?? 0) + 1 }));
}

/**
 * The paper a bill is in: one that is called by it, else one of the item that is about it.
 * @param {Bill} bill
 * @param {{papers: Paper[], agenda: Item[]}} meeting
 * @returns {Paper | undefined}
 */
export function paperOfBill(bill, { papers, agenda }) {
  const names = (/** @type {string} */ title) => billsIn(plain(title));
  const same = (/** @type {Bill | undefined} */ one) => one?.kind === bill.kind && one.number === bill.number;
  const item = agenda.find(({ title }) => same(names(title)[0]))?.item;
  return papers.find(({ name }) => same(names(name)[0]))
    ?? papers.find((paper) => item !== undefined && paper.item === item);
}

/**
 * The paper that a file's name means: its own name, or a bill in it.
 * @param {string} file
 * @param {{papers: Paper[], agenda: Item[]}} meeting
 * @returns {Paper | undefined}
 */
export function paperOfFile(file, meeting) {
  const name = plain(file.replace(/\.pdf$/i, ''));
  const [bill] = billsIn(name);
  return meeting.papers.find((paper) => plain(paper.name) === name) ?? (bill && paperOfBill(bill, meeting));
}
