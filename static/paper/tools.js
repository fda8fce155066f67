import { Signal } from '../record/signal.js';
import { INKS, RARE, TOOLS, isTool } from './tool_facts.js';

/**
 * @import { Layer } from '../record/types.js'
 * @import { TipName, Tool, ToolFacts } from './tool_facts.js'
 */

const PEN_SEEN = 'gijo-pen-seen';
const FINGERS = 'gijo-fingers-write';
const HAND = 'gijo-hand';
const TOOL = 'gijo-tool';
const SPARE = 'gijo-tool-spare';
const CHOSEN = 'gijo-tool-choices';
/** Nobody should begin the next day with one of these in hand. @type {Tool[]} */
const PUT_AWAY = ['eraser', 'lasso'];

/** What the hand holds: the tool, its colour, width and way, for whom it writes, and whether at all. */
export class Tools {
  writing = false;
  /** @type {Tool} */
  tool = 'pen';
  /** The tool that leaves a stroke, where the one in hand does not. @type {'pen' | 'highlighter'} */
  inking = 'pen';
  /** Which of the rarer tools lies beside the common ones: the one used last. @type {Tool} */
  spare = 'sticky';
  /** @type {Layer} */
  layer = 'private';
  /** The group that I write for, where it is one. @type {number | null} */
  group = null;
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
    const [last, spare] = [localStorage.getItem(TOOL), localStorage.getItem(SPARE)];
    if (isTool(spare) && RARE.includes(spare)) this.spare = spare;
    if (isTool(last)) this.#hold(last);
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
    if (!this.writing) return 'pen';
    return this.facts.ways?.[this.way] ?? this.facts.tip;
  }

  /** @returns {ToolFacts} */
  get facts() {
    return TOOLS[this.tool];
  }

  /** The tool whose colours and widths count now. @returns {Tool} */
  get #dyed() {
    return this.writing && this.facts.colors ? this.tool : this.inking;
  }

  /** @returns {string} #rrggbb */
  get color() {
    const tool = this.#dyed;
    const { colors = {} } = /** @type {ToolFacts} */ (TOOLS[tool]);
    const all = Object.values(colors);
    return all.find((color) => color === this.#chosen[`${tool}/color`]) ?? all[0] ?? INKS.black;
  }

  /** 0, 1 or 2. @returns {number} */
  get thickness() {
    return Number(this.#chosen[`${this.#dyed}/width`] ?? 1);
  }

  /** @returns {number} pt */
  get width() {
    return /** @type {ToolFacts} */ (TOOLS[this.#dyed]).widths?.[this.thickness] ?? 2;
  }

  /** How the tool in hand works, of its ways. @returns {string} */
  get way() {
    const ways = Object.keys(this.facts.ways ?? {});
    return ways.find((way) => way === this.#chosen[`${this.tool}/way`]) ?? ways[0] ?? '';
  }

  /** @param {boolean} writing */
  write(writing) {
    this.writing = writing;
    this.changed.send();
  }

  /** @param {Tool} tool */
  take(tool) {
    this.#hold(tool);
    remember(TOOL, PUT_AWAY.includes(tool) ? this.inking : tool);
    if (RARE.includes(tool)) remember(SPARE, tool);
    this.changed.send();
  }

  /** @param {Tool} tool */
  #hold(tool) {
    this.tool = tool;
    if (tool === 'pen' || tool === 'highlighter') this.inking = tool;
    if (RARE.includes(tool)) this.spare = tool;
  }

  /** @param {string} color #rrggbb */
  dip(color) {
    this.#choose(`${this.#dyed}/color`, color);
  }

  /** @param {number} thickness 0, 1 or 2 */
  thicken(thickness) {
    this.#choose(`${this.#dyed}/width`, thickness);
  }

  /** @param {string} way one of the tool's in hand */
  work(way) {
    this.#choose(`${this.tool}/way`, way);
  }

  /** @param {Layer} layer @param {number | null} [group] */
  share(layer, group = null) {
    [this.layer, this.group] = [layer, group];
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
