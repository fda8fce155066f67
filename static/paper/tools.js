import { Signal } from '../record/signal.js';

/**
 * @import { InkTool, Layer } from '../record/types.js'
 */

/** What works on the page in the hand's stead. @typedef {'pen' | 'eraser'} TipName */

/**
 * A tool: its tip, its ink's colours by name and widths in pt (thin, middle, thick), and the ways it can work in,
 * by the names of their words; of each choice the first is the one to begin with, of widths the middle one.
 * @typedef {{tip: TipName, colors?: Record<string, string>, widths?: number[], ways?: string[]}} ToolFacts
 */

const INKS = { black: '#1a1a1a', red: '#ce0000', blue: '#0031d8', green: '#197a4b' };

/** The tools in the order of the bar. @satisfies {Record<string, ToolFacts>} */
export const TOOLS = {
  pen: { tip: /** @type {const} */ ('pen'), colors: INKS, widths: [1, 2, 4] },
  highlighter: {
    tip: /** @type {const} */ ('pen'),
    colors: { yellow: '#ffd43d', pink: '#ff8ebb', green: '#8ce05a' }, widths: [8, 14, 22],
  },
  eraser: { tip: /** @type {const} */ ('eraser'), ways: ['whole', 'part'] },
};

/** @typedef {keyof typeof TOOLS} Tool */

const PEN_SEEN = 'gijo-pen-seen';
const FINGERS = 'gijo-fingers-write';
const HAND = 'gijo-hand';
const TOOL = 'gijo-tool';
const CHOSEN = 'gijo-tool-choices';

/** What the hand holds: the tool, its colour, width and way, for whom it writes, and whether at all. */
export class Tools {
  writing = false;
  /** @type {Tool} */
  tool = 'pen';
  /** The tool that leaves ink, where the one in hand does not. @type {InkTool} */
  inking = 'pen';
  /** @type {Layer} */
  layer = 'private';
  /** What was chosen on this device, by `tool/choice`. @type {Record<string, string | number>} */
  #chosen = kept();
  #penSeen = localStorage.getItem(PEN_SEEN) === 'yes';
  #fingers = localStorage.getItem(FINGERS) === 'yes';
  leftHanded = localStorage.getItem(HAND) === 'left';
  /** @type {Signal<void>} */
  changed = new Signal();
  /** A finger moved, and did nothing because somebody writes. @type {Signal<void>} */
  held = new Signal();

  constructor() {
    const last = localStorage.getItem(TOOL);
    if (inks(last)) this.tool = this.inking = last;
  }

  /** Whether a pen ever touched this tablet. @returns {boolean} */
  get penSeen() {
    return this.#penSeen;
  }

  /** Whether fingers write: until a pen is seen, and afterwards where that was asked for. @returns {boolean} */
  get fingersWrite() {
    return !this.#penSeen || this.#fingers;
  }

  /** @param {boolean} fingers whether they write beside the pen */
  letFingersWrite(fingers) {
    this.#fingers = fingers;
    remember(FINGERS, fingers ? 'yes' : 'no');
    this.changed.send();
  }

  /** @param {boolean} left whether the left hand writes: then the tools lie at its side */
  changeHand(left) {
    this.leftHanded = left;
    remember(HAND, left ? 'left' : 'right');
    this.changed.send();
  }

  /** What works on the page: without the tools in sight it is a pen, since nobody could see that it is not. @returns {TipName} */
  get tip() {
    return this.writing ? TOOLS[this.tool].tip : 'pen';
  }

  /** @returns {ToolFacts} */
  get facts() {
    return TOOLS[this.tool];
  }

  /** @returns {string} #rrggbb */
  get color() {
    const colors = Object.values(TOOLS[this.inking].colors);
    const chosen = this.#chosen[`${this.inking}/color`];
    return colors.find((color) => color === chosen) ?? colors[0] ?? INKS.black;
  }

  /** 0, 1 or 2. @returns {number} */
  get thickness() {
    return Number(this.#chosen[`${this.inking}/width`] ?? 1);
  }

  /** @returns {number} pt */
  get width() {
    return TOOLS[this.inking].widths[this.thickness] ?? 2;
  }

  /** How the tool in hand works, of its ways. @returns {string} */
  get way() {
    const { ways = [] } = this.facts;
    const chosen = this.#chosen[`${this.tool}/way`];
    return ways.find((way) => way === chosen) ?? ways[0] ?? '';
  }

  /** @param {boolean} writing */
  write(writing) {
    this.writing = writing;
    this.changed.send();
  }

  /** @param {Tool} tool */
  take(tool) {
    this.tool = tool;
    if (inks(tool)) this.inking = tool;
    // Nobody should begin the next day with the eraser in hand.
    remember(TOOL, this.inking);
    this.changed.send();
  }

  /** @param {string} color #rrggbb */
  dip(color) {
    this.#choose(`${this.inking}/color`, color);
  }

  /** @param {number} thickness 0, 1 or 2 */
  thicken(thickness) {
    this.#choose(`${this.inking}/width`, thickness);
  }

  /** @param {string} way one of the tool's in hand */
  work(way) {
    this.#choose(`${this.tool}/way`, way);
  }

  /** @param {Layer} layer */
  share(layer) {
    this.layer = layer;
    this.changed.send();
  }

  /** A pen touched the screen. */
  seePen() {
    if (this.#penSeen) return;
    this.#penSeen = true;
    remember(PEN_SEEN, 'yes');
    this.changed.send();
  }

  /** @param {string} what @param {string | number} value */
  #choose(what, value) {
    this.#chosen[what] = value;
    remember(CHOSEN, JSON.stringify(this.#chosen));
    this.changed.send();
  }
}

/** @param {string | null} tool @returns {tool is InkTool} */
function inks(tool) {
  return tool !== null && tool in TOOLS && 'colors' in TOOLS[/** @type {Tool} */ (tool)];
}

/** @returns {Record<string, string | number>} nothing where the browser keeps nothing */
function kept() {
  try {
    return { ...JSON.parse(localStorage.getItem(CHOSEN) ?? '{}') };
  } catch {
    return {};
  }
}

/** @param {string} what @param {string} value */
function remember(what, value) {
  try {
    localStorage.setItem(what, value);
  } catch {
    // A full or closed store forgets a habit; that keeps nobody from writing.
  }
}
