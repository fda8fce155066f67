import { Signal } from '../record/signal.js';

/**
 * @import { InkTool, Layer } from '../record/types.js'
 */

/** @typedef {InkTool | 'eraser'} Tool */

/** Colours by tool; the first is the one to begin with. */
export const COLORS = {
  pen: { black: '#1a1a1a', red: '#ce0000', blue: '#0031d8', green: '#197a4b' },
  highlighter: { yellow: '#ffd43d', pink: '#ff8ebb', green: '#8ce05a' },
};
/** Widths in pt by tool: thin, middle, thick. */
export const WIDTHS = { pen: [1, 2, 4], highlighter: [8, 14, 22] };

const PEN_SEEN = 'gijo-pen-seen';
const FINGERS = 'gijo-fingers-write';

/** What the hand holds: the tool, its colour and width, for whom it writes, and whether at all. */
export class Tools {
  writing = false;
  /** @type {Tool} */
  tool = 'pen';
  /** @type {Layer} */
  layer = 'private';
  #colors = { pen: COLORS.pen.black, highlighter: COLORS.highlighter.yellow };
  #widths = { pen: 1, highlighter: 1 };
  #penSeen = localStorage.getItem(PEN_SEEN) === 'yes';
  #fingers = localStorage.getItem(FINGERS) === 'yes';
  /** @type {Signal<void>} */
  changed = new Signal();
  /** A finger swiped, and turned nothing because somebody writes. @type {Signal<void>} */
  held = new Signal();

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
    localStorage.setItem(FINGERS, fingers ? 'yes' : 'no');
    this.changed.send();
  }

  /** The tool that leaves ink; the eraser counts as the pen. @returns {InkTool} */
  get inking() {
    return this.tool === 'eraser' ? 'pen' : this.tool;
  }

  /** @returns {string} #rrggbb */
  get color() {
    return this.#colors[this.inking];
  }

  /** 0, 1 or 2. @returns {number} */
  get thickness() {
    return this.#widths[this.inking];
  }

  /** @returns {number} pt */
  get width() {
    return WIDTHS[this.inking][this.thickness] ?? 2;
  }

  /** @param {boolean} writing */
  write(writing) {
    this.writing = writing;
    this.changed.send();
  }

  /** @param {Tool} tool */
  take(tool) {
    this.tool = tool;
    this.changed.send();
  }

  /** @param {string} color #rrggbb */
  dip(color) {
    this.#colors[this.inking] = color;
    this.changed.send();
  }

  /** @param {number} thickness 0, 1 or 2 */
  thicken(thickness) {
    this.#widths[this.inking] = thickness;
    this.changed.send();
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
    localStorage.setItem(PEN_SEEN, 'yes');
    this.changed.send();
  }
}
