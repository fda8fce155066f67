/** What works on the page in the hand's stead. @typedef {'pen' | 'eraser' | 'line' | 'words' | 'placer' | 'lasso'} TipName */

/**
 * A tool: its colours by name and widths or sizes in pt (three, the middle one to begin with), and the ways it can
 * work in, by the names of their words, each with the tip that does it; of colours and ways the first to begin with.
 * @typedef {{tip: TipName, colors?: Record<string, string>, widths?: number[], ways?: Record<string, TipName>}} ToolFacts
 */

export const INKS = { black: '#1a1a1a', red: '#ce0000', blue: '#0031d8', green: '#197a4b' };
const SLIPS = { yellow: '#fff1a8', pink: '#ffd0df', green: '#d3f2bf', blue: '#cfe3ff' };

/** The stamps, by the names of their words. */
export const STAMPS = { done: '済', check: '要確認', question: '質問', circle: '○', cross: '×' };

/** The tools in the order of the bar; those after the eraser are behind "other tools". @satisfies {Record<string, ToolFacts>} */
export const TOOLS = {
  pen: {
    tip: /** @type {const} */ ('pen'), colors: INKS, widths: [1, 2, 4],
    ways: /** @type {const} */ ({ free: 'pen', straight: 'line' }),
  },
  highlighter: {
    tip: /** @type {const} */ ('pen'),
    colors: { yellow: '#ffd43d', pink: '#ff8ebb', green: '#8ce05a' }, widths: [8, 14, 22],
    ways: /** @type {const} */ ({ free: 'pen', along: 'words' }),
  },
  eraser: { tip: /** @type {const} */ ('eraser'), ways: /** @type {const} */ ({ whole: 'eraser', part: 'eraser' }) },
  sticky: { tip: /** @type {const} */ ('placer'), colors: SLIPS },
  text: { tip: /** @type {const} */ ('placer'), colors: INKS, widths: [9, 12, 18] },
  stamp: {
    tip: /** @type {const} */ ('placer'),
    colors: { red: INKS.red, blue: INKS.blue, black: INKS.black }, widths: [18, 26, 40],
    ways: /** @type {const} */ ({ done: 'placer', check: 'placer', question: 'placer', circle: 'placer', cross: 'placer' }),
  },
  slip: { tip: /** @type {const} */ ('placer') },
  lasso: { tip: /** @type {const} */ ('lasso'), ways: /** @type {const} */ ({ loop: 'lasso', box: 'lasso' }) },
};

/** @typedef {keyof typeof TOOLS} Tool */

/** The tools that are always in sight. @type {Tool[]} */
export const COMMON = ['pen', 'highlighter', 'eraser'];
/** The tools one takes from among the others. @type {Tool[]} */
export const RARE = ['sticky', 'text', 'stamp', 'slip', 'lasso'];
/** The sides of a sticky note and of a question slip, pt. */
export const STICKY = 24;
export const SLIP = 24;
export const SLIP_COLOUR = INKS.blue;

/** @param {string | null} tool @returns {tool is Tool} */
export function isTool(tool) {
  return tool !== null && tool in TOOLS;
}
