/**
 * @import { Hand } from './hand.js'
 * @import { TipName } from './tool_facts.js'
 * @import { Tools } from './tools.js'
 */

/**
 * What works on the page in the hand's stead, with one pointer at a time.
 * @typedef {object} Tip
 * @property {number | null} pointer the one it follows
 * @property {boolean} isDot whether that has hardly moved yet, so that it may be the first finger of a pinch
 * @property {(event: PointerEvent) => void} down
 * @property {(event: PointerEvent) => void} move
 * @property {() => void} up what was done counts
 * @property {() => void} discard nothing was done after all
 */

/** For so long after the pen left, touches are the hand that held it, ms. */
const PALM = 400;
/** A touch so short before a pen's was the hand that holds it, ms. */
const PALM_BEFORE = 1_000;
/** CSS px, 12 mm on a tablet: what touches more broadly is the ball of a hand, and no finger that writes. */
const BALL = 64;
const PEN_ERASER = 32;

/** Decides who gets each pointer on the stage: the tip of a tool, or the hand that moves the paper. */
export class Pointers {
  #tools;
  #tips;
  #hand;
  /** The finger that writes, as it came down. @type {PointerEvent | null} */
  #writingFinger = null;
  #penDown = false;
  #penLeft = -Infinity;

  /**
   * @param {HTMLElement} stage
   * @param {{tools: Tools, tips: Record<TipName, Tip>, hand: Hand}} parts
   */
  constructor(stage, { tools, tips, hand }) {
    this.#tools = tools;
    this.#tips = tips;
    this.#hand = hand;
    stage.addEventListener('pointerdown', (event) => {
      if (event.pointerType === 'mouse' && event.button !== 0) return;
      stage.setPointerCapture(event.pointerId);
      this.#down(event);
    });
    stage.addEventListener('pointermove', (event) => this.#move(event));
    stage.addEventListener('pointerup', (event) => this.#up(event));
    stage.addEventListener('pointercancel', (event) => this.#cancel(event));
    keepScribbleAway(stage, () => tools.writing);
    stage.addEventListener('contextmenu', (event) => event.preventDefault());
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.pointerType === 'pen') {
      this.#tools.seePen();
      this.#penDown = true;
      this.#dropFinger(event.timeStamp);
      this.#hand.cancel();
      this.#write(event);
    } else if (event.pointerType === 'touch') this.#touch(event);
    else if (this.#tools.writing) this.#write(event);
    else this.#hand.down(event);
  }

  /** @param {PointerEvent} event */
  #touch(event) {
    if (this.#penDown || event.timeStamp - this.#penLeft < PALM) return;
    if (this.#tools.writing && isBall(event)) return;
    const first = this.#writingFinger;
    if (first) {
      if (!this.#tipOf(first)?.isDot) return;
      // The second finger says that the first was no dot but the start of a pinch.
      this.#dropFinger(first.timeStamp);
      this.#hand.down(first);
      this.#hand.down(event);
    } else if (this.#tools.writing && this.#tools.fingersWrite && this.#hand.size === 0) {
      this.#writingFinger = event;
      this.#write(event);
    } else this.#hand.down(event);
  }

  /** The finger is none that writes. @param {number} now ms */
  #dropFinger(now) {
    const finger = this.#writingFinger;
    if (!finger) return;
    this.#writingFinger = null;
    const tip = this.#tipOf(finger);
    if (tip?.isDot || now - finger.timeStamp < PALM_BEFORE) tip?.discard();
    else tip?.up();
  }

  /** @param {PointerEvent} event */
  #write(event) {
    this.#tips[(event.buttons & PEN_ERASER) !== 0 ? 'eraser' : this.#tools.tip].down(event);
  }

  /** The tip that follows a pointer. @param {PointerEvent} event @returns {Tip | undefined} */
  #tipOf({ pointerId }) {
    return Object.values(this.#tips).find(({ pointer }) => pointer === pointerId);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    // A pen that hovers: the hand that holds it may touch first.
    if (event.pointerType === 'pen' && !event.buttons) this.#penLeft = event.timeStamp;
    const tip = this.#tipOf(event);
    // The ball of a hand comes down small and spreads before it moves.
    if (event.pointerId === this.#writingFinger?.pointerId && tip?.isDot && isBall(event)) this.#dropFinger(event.timeStamp);
    else if (tip) tip.move(event);
    else this.#hand.move(event);
  }

  /** @param {PointerEvent} event */
  #up(event) {
    this.#left(event);
    const tip = this.#tipOf(event);
    if (tip) tip.up();
    else this.#hand.up(event);
  }

  /** The system took the pointer: what was written counts, a gesture does not. @param {PointerEvent} event */
  #cancel(event) {
    if (this.#tipOf(event)) this.#up(event);
    else {
      this.#left(event);
      this.#hand.cancel();
    }
  }

  /** @param {PointerEvent} event */
  #left(event) {
    if (event.pointerId === this.#writingFinger?.pointerId) this.#writingFinger = null;
    if (event.pointerType !== 'pen') return;
    this.#penDown = false;
    this.#penLeft = event.timeStamp;
  }
}

/** @param {PointerEvent} event @returns {boolean} whether the ball of a hand touches */
function isBall({ width, height }) {
  return Math.max(width, height) > BALL;
}

/**
 * iPadOS takes a Pencil near a field for handwriting of its own (Scribble): then the page hears of a quick
 * stroke's beginning and of nothing more, or of a part of it. Whoever prevents touchmove keeps the whole stroke.
 * To prevent touchstart too keeps the magnifier and the zoom of a double tap from a hand that writes; other
 * fingers need its default, which moves the focus.
 * @param {HTMLElement} stage
 * @param {() => boolean} writing
 */
function keepScribbleAway(stage, writing) {
  stage.addEventListener('touchmove', (event) => event.preventDefault(), { passive: false });
  stage.addEventListener('touchstart', (event) => {
    const stylus = [...event.changedTouches].some((touch) => 'touchType' in touch && touch.touchType === 'stylus');
    if ((writing() || stylus) && event.cancelable) event.preventDefault();
  }, { passive: false });
}
