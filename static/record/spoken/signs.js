/** Numbers in kanji: tens and up, and the digits. @type {Record<string, number>} */
const UNITS = { 十: 10, 百: 100, 千: 1000 };
const KANJI = '〇一二三四五六七八九';
/** How numbers sound, longest first where one begins another. @type {[string, number][]} */
const SOUNDS = [
  ['きゅう', 9], ['じゅう', 10], ['じゅっ', 10], ['ひゃく', 100], ['びゃく', 100], ['ぴゃく', 100],
  ['いち', 1], ['いっ', 1], ['さん', 3], ['よん', 4], ['ろく', 6], ['ろっ', 6], ['なな', 7], ['しち', 7],
  ['はち', 8], ['はっ', 8], ['じっ', 10], ['せん', 1000], ['ぜん', 1000],
  ['に', 2], ['し', 4], ['ご', 5], ['く', 9],
];

/** A number as one may write it: digits or kanji. The text of a regular expression. */
export const NUMBER = '(?:[0-9]+|[〇一二三四五六七八九十百千]+)';
/** A number as one may write or spell it. */
export const SPELT = `(?:${NUMBER}|(?:${SOUNDS.map(([sound]) => sound).join('|')})+)`;

/**
 * Text as names and numbers are compared: one width, one case, hiragana, no spaces
 * and brackets, numbers behind 第 in digits.
 * @param {string} text
 * @returns {string}
 */
export function plain(text) {
  return text.normalize('NFKC').toLowerCase()
    .replace(/[\s、。,，・「」『』()[\]【】〔〕"'\u{E0100}-\u{E01EF}]/gu, '')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/(?<=[0-9])ー(?=[0-9])/g, '-')
    .replace(/[ァ-ヶ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60))
    .replace(/第([〇一二三四五六七八九十百千]+)/g, (_, number) => `第${amount(number)}`);
}

/**
 * The number that a text of `SPELT` writes: 41, 四一, 四十一 and よんじゅういち are one.
 * @param {string} text plain
 * @returns {number}
 */
export function amount(text) {
  if (/^[0-9]+$/.test(text)) return Number(text);
  let [whole, part] = [0, 0];
  for (const value of values(text)) {
    if (value < 10) part = part * 10 + value;
    else [whole, part] = [whole + (part || 1) * value, 0];
  }
  return whole + part;
}

/** @param {string} text @returns {number[]} its signs' or sounds' values */
function values(text) {
  const found = [];
  for (let rest = text; rest;) {
    const digit = KANJI.indexOf(rest[0] ?? '');
    const value = digit >= 0 ? digit : UNITS[rest[0] ?? ''];
    const sound = SOUNDS.find(([start]) => rest.startsWith(start));
    found.push(value ?? sound?.[1] ?? 0);
    rest = rest.slice(value === undefined && sound ? sound[0].length : 1);
  }
  return found;
}
