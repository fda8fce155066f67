/**
 * @import { Viewport } from './viewport.js'
 */

/** Share of the stage's width at each side where a tap turns the page. */
const EDGE = 0.12;
/** CSS px: below it a touch is a tap, above the second it can be a swipe. */
const STILL = 10;
const SWIPE = 50;
const TAP_WITHIN = 500;
const TWICE_WITHIN = 320;
const TWICE_NEAR = 40;
/** CSS px: what touches more broadly is the ball of a hand. */
const BROAD = 45;
/** How far beside a link a tap still means it, CSS px: less where taps turn the page. */
const LINK_REACH = 18;
const LINK_EDGE = 4;

/**
 * What a hand may ask for.
 * @typedef {object} Wishes
 * @property {(side: 1 | -1) => void} turn shows what lies to the right (1) or to the left
 * @property {(spot: {x: number, y: number}, reach: number) => boolean} follow the link at a spot of the stage; says whether there is one
 * @property {(dx: number) => void} nudge the page is pulled sideways, CSS px; 0 lets go
 * @property {() => void} moved the viewport changed
 * @property {() => void} rested the gesture has ended
 * @property {() => boolean} writing whether a touch may be the hand that writes: then a swipe turns nothing
 * @property {() => void} held a finger moved, and did nothing for that reason
 */

/** @typedef {{x: number, y: number, x0: number, y0: number, at: number, broad: boolean}} Finger */

/** Fingers or a mouse that move the paper: swipe, tap at the edge, pinch, double tap, pan. */
export class Hand {
  #viewport;
  #stage;
  #wishes;
  /** @type {Map<number, Finger>} */
  #fingers = new Map();
  /** Whether this touch has become more than a tap or a swipe. */
  #spent = false;
  /** Whether it has moved the paper. */
  #moved = false;
  /** @type {{x: number, y: number, at: number} | null} */
  #tapped = null;

  /**
   * @param {Viewport} viewport
   * @param {HTMLElement} stage
   * @param {Wishes} wishes
   */
  constructor(viewport, stage, wishes) {
    this.#viewport = viewport;
    this.#stage = stage;
    this.#wishes = wishes;
  }

  /** @returns {number} fingers on the stage */
  get size() {
    return this.#fingers.size;
  }

  /** @param {{pointerId: number, clientX: number, clientY: number, timeStamp: number, width: number, height: number}} event */
  down({ pointerId, clientX: x, clientY: y, timeStamp: at, width, height }) {
    if (this.#fingers.size === 0) [this.#spent, this.#moved] = [false, false];
    this.#fingers.set(pointerId, { x, y, x0: x, y0: y, at, broad: Math.max(width, height) > BROAD });
    if (this.#fingers.size > 1) {
      this.#spent = true;
      this.#wishes.nudge(0);
    }
  }

  /** @param {PointerEvent} event */
  move(event) {
    const finger = this.#fingers.get(event.pointerId);
    if (!finger) return;
    const [dx, dy] = [event.clientX - finger.x, event.clientY - finger.y];
    const before = this.#spread();
    [finger.x, finger.y] = [event.clientX, event.clientY];
    if (this.#fingers.size === 2) this.#pinch(before, this.#spread());
    else if (this.#viewport.zoomed) this.#pan(finger, dx, dy);
    if (!this.#spent && !this.#viewport.wide) this.#wishes.nudge(this.#pulled(finger));
  }

  /** @param {PointerEvent} event */
  up(event) {
    const finger = this.#fingers.get(event.pointerId);
    this.#fingers.delete(event.pointerId);
    if (!finger || this.#fingers.size) return;
    this.#wishes.nudge(0);
    const still = Math.hypot(finger.x - finger.x0, finger.y - finger.y0) < STILL;
    if (!this.#spent && !this.#moved && still && event.timeStamp - finger.at < TAP_WITHIN) this.#tap(finger, event.timeStamp);
    else if (!this.#spent && !this.#viewport.wide) this.#swipe(finger);
    this.#wishes.rested();
  }

  /** The touches were a palm, or the system took them. */
  cancel() {
    if (!this.#fingers.size) return;
    this.#fingers.clear();
    this.#wishes.nudge(0);
    this.#wishes.rested();
  }

  /** @param {Finger} finger @returns {number} CSS px sideways, 0 while it may still be a tap */
  #pulled(finger) {
    if (this.#wishes.writing()) return 0;
    const [dx, dy] = [finger.x - finger.x0, finger.y - finger.y0];
    return Math.abs(dx) > STILL && Math.abs(dx) > Math.abs(dy) ? dx : 0;
  }

  /** @param {Finger} finger */
  #swipe(finger) {
    const [dx, dy] = [finger.x - finger.x0, finger.y - finger.y0];
    if (this.#wishes.writing()) {
      if (!this.#moved && Math.hypot(dx, dy) >= SWIPE) this.#wishes.held();
    } else if (Math.abs(dx) >= SWIPE && Math.abs(dx) > 1.3 * Math.abs(dy)) this.#wishes.turn(dx < 0 ? 1 : -1);
  }

  /** @param {Finger} finger @param {number} now */
  #tap({ x, y, broad }, now) {
    if (broad && this.#wishes.writing()) return;
    const { left, top, width } = this.#stage.getBoundingClientRect();
    const side = (x - left) / width;
    const edge = side < EDGE || side > 1 - EDGE;
    if (this.#wishes.follow({ x: x - left, y: y - top }, edge ? LINK_EDGE : LINK_REACH)) return;
    if (edge) {
      this.#tapped = null;
      this.#wishes.turn(side < EDGE ? -1 : 1);
      return;
    }
    const last = this.#tapped;
    const twice = last && now - last.at < TWICE_WITHIN && Math.hypot(x - last.x, y - last.y) < TWICE_NEAR;
    this.#tapped = twice ? null : { x, y, at: now };
    if (twice) this.#zoomTwice(x - left, y - top);
  }

  /** @param {number} x stage px @param {number} y */
  #zoomTwice(x, y) {
    const viewport = this.#viewport;
    if (viewport.zoomed) viewport.whole();
    else viewport.zoomAt(viewport.widthZoom > 1.25 ? viewport.widthZoom : 2, x, y);
    this.#wishes.moved();
  }

  /** @param {Finger} finger @param {number} dx @param {number} dy */
  #pan(finger, dx, dy) {
    if (Math.hypot(finger.x - finger.x0, finger.y - finger.y0) >= STILL) this.#moved = true;
    this.#viewport.pan(dx, dy);
    this.#wishes.moved();
  }

  /** @returns {{x: number, y: number, apart: number}} middle in stage px and distance of two fingers */
  #spread() {
    const [one, other] = [...this.#fingers.values()];
    if (!one || !other) return { x: 0, y: 0, apart: 0 };
    const { left, top } = this.#stage.getBoundingClientRect();
    return {
      x: (one.x + other.x) / 2 - left, y: (one.y + other.y) / 2 - top,
      apart: Math.max(1, Math.hypot(one.x - other.x, one.y - other.y)),
    };
  }

  /** @param {{x: number, y: number, apart: number}} before @param {{x: number, y: number, apart: number}} after */
  #pinch(before, after) {
    this.#viewport.pan(after.x - before.x, after.y - before.y);
    this.#viewport.zoomAt(after.apart / before.apart, after.x, after.y);
    this.#wishes.moved();
  }
}
