import { Signal } from '../record/signal.js';

/**
 * @import { Layer } from '../record/types.js'
 * @import { Look } from './brush.js'
 * @import { Point } from './codec.js'
 * @import { Spot } from './leaves.js'
 * @import { Tools } from './tools.js'
 */

/** @typedef {{id: string, version: number, page: number, layer: Layer, group?: number | null}} Where */
/** A stroke's name and place, and the way from client px to pt of its page. @typedef {{where: Where, toPage: (spot: Spot) => Spot}} Beginning */

/** A stroke of more points is cut in two, below what the server takes. */
const MOST_POINTS = 12_000;
/** CSS px within which a touch is still a dot. */
const DOT = 12;
/** For so long what is foreseen of the pen's way holds, ms. */
const FORESIGHT = 34;
/** Degrees from upright: from the first on a pen that lies flatter writes broader, up to the second. */
const LEANING = 50;
const LYING = 75;

/** Follows one pointer from its touching the page to its leaving it, and makes the stroke. */
export class Pen {
  #tools;
  #begin;
  /** @type {Beginning & {look: Look, pointer: number, started: number, heard: number, x: number, y: number, far: number} | null} */
  #stroke = null;
  #cut = false;
  /** The stroke grew, or is gone. @type {Signal<void>} */
  moved = new Signal();
  /** @type {Signal<{look: Look, where: Where}>} */
  finished = new Signal();

  /**
   * @param {Tools} tools
   * @param {(spot: Spot) => Beginning | null} begin names a new stroke on the page under a spot, client px
   */
  constructor(tools, begin) {
    this.#tools = tools;
    this.#begin = begin;
  }

  /** The stroke under way. @returns {{look: Look, where: Where} | null} */
  get stroke() {
    return this.#stroke;
  }

  /** The pointer that writes. @returns {number | null} */
  get pointer() {
    return this.#stroke?.pointer ?? null;
  }

  /** Whether the pointer has hardly moved yet. @returns {boolean} */
  get isDot() {
    return this.#stroke !== null && this.#stroke.far < DOT;
  }

  /** @param {PointerEvent} event */
  down(event) {
    this.#cut = false;
    const { pointerId: pointer, timeStamp: started, clientX: x, clientY: y } = event;
    const beginning = this.#begin({ x, y });
    if (!beginning) return;
    const { inking: tool, color, width } = this.#tools;
    this.#stroke = { ...beginning, look: { tool, color, width, trail: [] }, pointer, started, heard: started, x, y, far: 0 };
    this.#add(event);
    this.moved.send();
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (this.#cut) this.#goOn(event);
    if (!this.#stroke) return;
    const all = event.getCoalescedEvents?.() ?? [];
    for (const each of all.length ? all : [event]) this.#add(each);
    this.#foresee(event);
    if (this.#stroke.look.trail.length >= MOST_POINTS) this.#goOn(event);
    this.moved.send();
  }

  /** @param {PointerEvent} event */
  #foresee(event) {
    const stroke = this.#stroke;
    if (!stroke) return;
    const ahead = (event.getPredictedEvents?.() ?? []).filter(({ timeStamp }) => timeStamp - event.timeStamp <= FORESIGHT);
    stroke.look.ahead = ahead.map((each) => pointOf(each, stroke));
    stroke.heard = event.timeStamp;
  }

  /** The pen rests, or may: what was foreseen of its way is forgotten. @param {number} now ms @returns {boolean} whether something still is foreseen */
  rest(now) {
    const stroke = this.#stroke;
    if (!stroke?.look.ahead?.length) return false;
    if (now - stroke.heard > FORESIGHT) stroke.look.ahead = [];
    return stroke.look.ahead.length > 0;
  }

  /** The page moved under the pen: what follows is a stroke of its own, without a leap between. */
  cut() {
    this.#cut = this.#stroke !== null;
  }

  /** Ends the stroke and begins the next where the pointer is. @param {PointerEvent} event */
  #goOn(event) {
    this.up();
    this.down(event);
  }

  /** The pointer left, or was taken away: what is there counts. */
  up() {
    const stroke = this.#stroke;
    this.#stroke = null;
    if (!stroke) return;
    stroke.look.ahead = [];
    this.finished.send(stroke);
  }

  /** It was no stroke: nothing stays of it. */
  discard() {
    this.#stroke = null;
    this.moved.send();
  }

  /** @param {PointerEvent} event */
  #add(event) {
    const stroke = this.#stroke;
    if (!stroke) return;
    stroke.far = Math.max(stroke.far, Math.hypot(event.clientX - stroke.x, event.clientY - stroke.y));
    const point = pointOf(event, stroke);
    const last = stroke.look.trail.at(-1);
    if (last && Math.hypot(last.x - point.x, last.y - point.y) < 0.1) return;
    stroke.look.trail.push(point);
  }
}

/** @param {PointerEvent} event @param {{toPage: (spot: Spot) => Spot, started: number}} stroke @returns {Point} */
function pointOf(event, { toPage, started }) {
  const at = toPage({ x: event.clientX, y: event.clientY });
  return { ...at, pressure: pressure(event), time: Math.max(0, event.timeStamp - started) };
}

/** Only a pen knows pressure; a finger and a mouse write evenly. @param {PointerEvent} event @returns {number} 0-255 */
function pressure(event) {
  if (event.pointerType !== 'pen' || !(event.pressure > 0)) return 128;
  const flat = Math.min(1, Math.max(0, (leaning(event) - LEANING) / (LYING - LEANING)));
  return Math.round(255 * (event.pressure + (1 - event.pressure) * flat));
}

/** @param {PointerEvent} event @returns {number} degrees by which the pen leans from upright */
function leaning({ tiltX, tiltY }) {
  if (!tiltX && !tiltY) return 0;
  const [across, along] = [tiltX, tiltY].map((tilt) => Math.tan((Math.min(89, Math.abs(tilt)) * Math.PI) / 180));
  return (Math.atan(Math.hypot(across ?? 0, along ?? 0)) * 180) / Math.PI;
}
