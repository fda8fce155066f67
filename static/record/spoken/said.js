import { NUMBER, SPELT, amount, plain } from './signs.js';

/**
 * What somebody asks for, in one way to understand it. All parts hold together: a page of a bill,
 * a section (款, 項, 目) of a named paper.
 * @typedef {object} Said
 * @property {string | null} label a page's printed number, plain
 * @property {number | null} sheet the nth page of the file, however it is numbered
 * @property {{kind: string, number: number}[]} bills `kind` is empty where none was said
 * @property {number | null} item number in the order of the day
 * @property {{kind: string, number: number}[]} sections outermost first
 * @property {string[]} names
 * @property {Step | null} step
 * @property {boolean} guess whether it is only a number, which is a page's first of all
 */

/** @typedef {'next' | 'previous' | 'first' | 'last'} Step */

const BILL = '(?:議員提出議案|委員会提出議案|委員長提出議案|議案|請願|陳情|報告|認定|承認|同意|諮問|発議|発委|推薦|選挙|意見書案|意見案|決議案)';
/** How the words sound that one types in kana. @type {[RegExp, string][]} */
const SOUNDS = [
  [/ぺーじ(?:目|め)?|ぺいじ/g, '頁'], [/ぎあん/g, '議案'], [/せいがん(?=だい|第|[0-9])/g, '請願'],
  [/ちんじょう(?=だい|第|[0-9])/g, '陳情'], [/(?:ぎじ)?にってい(?=だい|第|[0-9])/g, '日程'],
  [new RegExp(`だい(?=${SPELT}(?:ごう|号|頁|款|項|目|$))`, 'g'), '第'],
  [new RegExp(`(?<=${SPELT})ごう`, 'g'), '号'],
  [/(?<=[0-9])(?:かん)(?=[0-9]|$|の)/g, '款'], [/(?<=[0-9])こう(?=[0-9]|$|の)/g, '項'], [/(?<=[0-9])もく(?=$|の)/g, '目'],
];
const FILLERS = /^(?:えーと?|ええと|あのー?|では|それでは|続いて|続きまして|次に|次は|お手元の|ろーま数字の?|資料の?(?=.{2}))+/;
const ENDINGS = /(?:を|の|に|へ|が|は)?(?:お)?(?:開き|ひらき|開いて|ひらいて|開け|ご覧|御覧|ごらん|見て|みて|参照|出して|移り|行って|飛んで|お願い|願い|ください|下さい|なって|します|いたします|いただき|ます|です|でございます|でしょうか|について|に関して|ところ|部分|あたり|の方|のほう|とおり|件|議題と|いたし|上程|[。?!])+$/;
/** Where on a page something stands. */
const SPOT = /(?<=頁)の?(?:いちばん|一番)?(?:上段|中段|下段|上|下|左|右|真ん中|まんなか|中ほど|中央|前半|後半)(?:側)?$/;
/** Pages from one to another: the first of them is meant. */
const RANGE = /([0-9]+)頁?(?:-|~|〜|から)[0-9]+頁(?:まで)?$/;
const STEPS = /** @type {Record<string, Step>} */ ({
  次: 'next', 次の頁: 'next', つぎ: 'next', つぎの頁: 'next', 次頁: 'next', 前: 'previous', 前の頁: 'previous', まえ: 'previous',
  まえの頁: 'previous', 前頁: 'previous', 最初: 'first', 最初の頁: 'first', さいしょ: 'first', 表紙: 'first',
  最後: 'last', 最後の頁: 'last', さいご: 'last',
});

/**
 * Understands what is said in the chamber; several ways where it can mean several things.
 * @param {string} words
 * @returns {Said[]} none where nothing was said
 */
export function understand(words) {
  let text = plain(words);
  for (const [sound, word] of SOUNDS) text = text.replace(sound, word);
  text = text.replace(FILLERS, '').replace(ENDINGS, '').replace(SPOT, '');
  const step = STEPS[text];
  const ways = /** @type {Said[]} */ ([]);
  if (step) ways.push({ ...nothing(), step });
  if (!text) return ways;
  if (/^[0-9]+$/.test(text)) {
    ways.push({ ...nothing(), bills: [{ kind: '', number: Number(text) }], guess: true });
    ways.push({ ...nothing(), item: Number(text), guess: true });
  }
  for (const said of new Set([text, text.replace(RANGE, '$1頁')])) {
    for (const hyphens of [true, false]) {
      for (const numbered of [true, false]) {
        for (const split of [true, false]) add(ways, way(said, hyphens, numbered, split));
      }
    }
  }
  return ways;
}

/** @returns {Said} */
function nothing() {
  return { label: null, sheet: null, bills: [], item: null, sections: [], names: [], step: null, guess: false };
}

/** @param {Said[]} ways @param {Said} one */
function add(ways, one) {
  const same = JSON.stringify(one);
  if (same !== JSON.stringify(nothing()) && !ways.some((other) => JSON.stringify(other) === same)) ways.push(one);
}

/**
 * Takes the numbered parts out of a text, then what is left are names.
 * @param {string} text @param {boolean} hyphens whether 3-2-1 are 款, 項 and 目
 * @param {boolean} numbered whether 第4号 without a kind is a bill's number
 * @param {boolean} split whether の parts names
 * @returns {Said}
 */
function way(text, hyphens, numbered, split) {
  const said = nothing();
  let rest = text;
  /** @param {RegExp} pattern @param {(...parts: string[]) => void} found */
  const take = (pattern, found) => {
    rest = rest.replace(pattern, (...parts) => {
      found(...parts.filter((part) => typeof part === 'string' || part === undefined).slice(0, -1));
      return '\n';
    });
  };
  const section = (/** @type {string} */ kind, /** @type {string} */ number) => said.sections.push({ kind, number: amount(number) });
  if (hyphens) {
    take(/(?<![0-9])([0-9]+)-([0-9]+)(?:-([0-9]+))?(?![0-9])/, (_, ...numbers) => {
      numbers.forEach((number, at) => number && section('款項目'[at] ?? '', number));
    });
  } else take(/^([0-9]+-[0-9]+(?:-[0-9]+)?)頁?$/, (label) => { said.label = label.replace('頁', ''); });
  take(new RegExp(`(${BILL})第?(${SPELT})号?`, 'g'), (_, kind, number) => said.bills.push({ kind: kind ?? '', number: amount(number ?? '') }));
  take(new RegExp(`第?(${SPELT})号(${BILL})`, 'g'), (_, number, kind) => said.bills.push({ kind: kind ?? '', number: amount(number ?? '') }));
  if (numbered) take(new RegExp(`第?(${SPELT})号`, 'g'), (_, number) => said.bills.push({ kind: '', number: amount(number ?? '') }));
  take(new RegExp(`(?:議事)?(?:日程|議題)第?(${SPELT})(?!号)`), (_, number) => { said.item = amount(number ?? ''); });
  // 款3項2 puts the numbers behind, 3款2項 before.
  const behind = new RegExp(`([款項目節])第?(${NUMBER})`, 'g');
  if (new RegExp(`(?<!${NUMBER})[款項目]${NUMBER}`).test(rest)) take(behind, (_, kind, number) => section(kind ?? '', number ?? ''));
  take(new RegExp(`第?(${NUMBER})([款項目節])`, 'g'), (_, number, kind) => section(kind ?? '', number ?? ''));
  takePage(take, said);
  said.names = names(rest, split);
  return said;
}

/**
 * @param {(pattern: RegExp, found: (...parts: string[]) => void) => void} take
 * @param {Said} said
 */
function takePage(take, said) {
  const label = (/** @type {string} */ _, /** @type {string | undefined} */ number) => {
    said.label ??= /^[ivxlc]+$/.test(number ?? '') ? (number ?? '') : String(amount(number ?? ''));
  };
  take(new RegExp(`(?:先頭から)?第?(${SPELT})枚目`), (_, number) => { said.sheet = amount(number ?? ''); });
  take(new RegExp(`(?:第|頁|p\\.?)?(${SPELT})頁`), label);
  take(/(?:^|(?<=[^a-z]))([ivxlc]+)頁/, label);
  take(new RegExp(`(?:p\\.?|頁)(${NUMBER})(?:頁)?`), label);
  take(new RegExp(`(${NUMBER})p$`), label);
  take(new RegExp(`(?:^|(?<=[^0-9年度月日〇-九十百千]))([0-9]+)$`), label);
  take(new RegExp(`^(${NUMBER}|[ivxlc]+)$`), label);
}

/** Parts between two の that name nothing. */
const WITHIN = new Set(['中', 'うち', 'なか', '部', '表', 'ほう', '方']);

/** @param {string} rest @param {boolean} split @returns {string[]} */
function names(rest, split) {
  return rest.split('\n')
    .map((part) => part.replace(/^[のをには,]+|[のをには]+$/g, ''))
    .flatMap((part) => (split ? part.split('の') : [part]))
    .filter((part) => part.length > 0 && !(split && WITHIN.has(part)));
}
