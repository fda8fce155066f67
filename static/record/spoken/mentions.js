import { follows } from '../flow.js';
import { billsAt, billsIn } from './places.js';
import { plain } from './signs.js';

/**
 * @import { Item, PageLine, Paper, WordsFacts } from '../types.js'
 */

/** A bill that is named. @typedef {{kind: string, number: number}} Bill */
/** Characters (code points) of a line. @typedef {{line: PageLine, start: number, end: number}} Part */
/** A bill, and the characters that name it: of one line, or of two where its name is broken. @typedef {Bill & {parts: [Part] | [Part, Part]}} Named */

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

/** The bills that a page names, also over the end of a line. @param {WordsFacts} page @returns {Named[]} */
export function mentionsOn(page) {
  const found = page.lines.map((line) => mentions(line.text).map(({ start, end, ...bill }) => (
    /** @type {Named} */ ({ ...bill, parts: [{ line, start, end }] }))));
  for (const [at, line] of page.lines.entries()) {
    const last = page.lines[at - 1];
    const broken = last && follows(last, line, page) && over(last, line);
    if (!broken) continue;
    const [{ start }, { end }] = broken.parts;
    const within = found[at] ?? [];
    const before = found[at - 1] ?? [];
    // What a line names by itself stands, unless it is only how a longer name ends.
    if (before.some(({ parts: [own] }) => own.end > start)) continue;
    if (within.some(({ parts: [own] }) => own.start < end && own.end !== end)) continue;
    found[at] = within.filter(({ parts: [own] }) => own.start >= end);
    before.push(broken);
  }
  return found.flat();
}

/** The bill whose name begins in one line and ends in the next. @param {PageLine} last @param {PageLine} line @returns {Bill & {parts: [Part, Part]} | null} */
function over(last, line) {
  const cut = [...last.text].length;
  const named = mentions(last.text + line.text).find(({ start, end }) => start < cut && cut < end);
  if (!named) return null;
  const { start, end, ...bill } = named;
  return { ...bill, parts: [{ line: last, start, end: cut }, { line, start: 0, end: end - cut }] };
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
