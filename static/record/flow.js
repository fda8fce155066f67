/**
 * A line of a page as docs/protocol.md tells it, box in pt.
 * @typedef {{text: string, box: [number, number, number, number], size: number, vertical: boolean}} Line
 */

/**
 * A line by the way it is read: from `from` to `to` along the line, from `over` to `under` across it.
 * @typedef {{text: string, size: number, way: string, from: number, to: number, over: number, under: number}} Laid
 */

/** The lines that lie under each other in one place. @typedef {Laid[]} Cell */

/** How far apart lines of one paragraph lie at most, by their size. */
const LEADING = 1.1;

/** Gathers the lines of a page, given in reading order, to rows of cells. @param {Line[]} lines @param {{width: number, height: number}} page pt @returns {Cell[][]} */
export function rowsOf(lines, page) {
  /** @type {Cell[][]} */
  const rows = [];
  for (const line of lines.map((one) => laid(one, page))) {
    const row = rows.at(-1);
    if (!row || !place(row, line, rows)) rows.push([[line]]);
  }
  return rows;
}

/** Whether a line is the next one of the same text, or goes on with it behind a blank. @param {Line} last @param {Line} line @param {{width: number, height: number}} page pt @returns {boolean} */
export function follows(last, line, page) {
  const [one, other] = [laid(last, page), laid(line, page)];
  return one.way === other.way && (isBelow([one], one, other) || continues(one, other));
}

/** @param {Line} line @param {{width: number, height: number}} page @returns {Laid} */
function laid({ text, size, vertical, box: [left, top, right, bottom] }, { width, height }) {
  if (vertical) return { text, size, way: 'down', from: top, to: bottom, over: -right, under: -left };
  // The halves of a spread have a margin each.
  const half = width > height && left > width / 2 ? 'second' : 'first';
  return { text, size, way: half, from: left, to: right, over: top, under: bottom };
}

/** Puts a line into a row where it belongs to it. @param {Cell[]} row @param {Laid} line @param {Cell[][]} rows @returns {boolean} */
function place(row, line, rows) {
  const cell = /** @type {Cell} */ (row.at(-1));
  const last = /** @type {Laid} */ (cell.at(-1));
  if (last.way !== line.way) return false;
  if (isBelow(cell, last, line)) cell.push(line);
  else if (!row.some((one) => one.some((other) => sharesRow(other, line)))) return false;
  else if (continues(last, line)) lengthen(last, line);
  else return beside(row, cell, line, rows);
  return true;
}

/** Whether a line goes on under the last one of a cell. @param {Cell} cell @param {Laid} last @param {Laid} line */
function isBelow(cell, last, line) {
  const size = Math.max(line.size, last.size);
  const near = line.over - last.under < LEADING * size && line.over > last.over + 0.5 * size;
  return near && size < 1.2 * Math.min(line.size, last.size) && meets(cell, line);
}

/** @param {Cell} cell @param {Laid} line */
const meets = (cell, line) => cell.some(({ from, to }) => line.from < to && line.to > from);

/** @param {Laid} one @param {Laid} other */
function sharesRow(one, other) {
  const slack = 0.3 * Math.min(one.size, other.size);
  return other.over < one.under - slack && other.under > one.over + slack;
}

/** In vertical writing a blank ends the line in the file, though not on the paper. @param {Laid} last @param {Laid} line */
function continues(last, line) {
  const gap = line.from - last.to;
  return line.way === 'down' && Math.abs(line.over - last.over) < 0.5 * line.size && gap >= 0 && gap < 1.3 * line.size;
}

/** @param {Laid} last @param {Laid} line */
function lengthen(last, line) {
  last.text += (line.text.length === 1 ? '' : '　') + line.text;
  last.to = line.to;
}

/** Puts a line into the cell it goes on in, or into one of its own; or begins the next row with it. @param {Cell[]} row @param {Cell} cell the last one @param {Laid} line @param {Cell[][]} rows @returns {boolean} */
function beside(row, cell, line, rows) {
  const found = row.find((one) => meets(one, line));
  if (!found) row.push([line]);
  else if (found !== row[0] || found.some((one) => sharesRow(one, line))) found.push(line);
  else {
    // The first cell again: what was taken for the last cell's next line stands in this new row.
    const taken = cell.filter((one) => sharesRow(one, line));
    if (taken.length === cell.length) return false;
    cell.splice(cell.length - taken.length);
    rows.push(taken.length ? [[line], taken] : [[line]]);
  }
  return true;
}
