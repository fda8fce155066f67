/**
 * @import { Eraser } from './eraser.js'
 * @import { Hand } from './hand.js'
 * @import { Pen } from './pen.js'
 * @import { Tools } from './tools.js'
 */

/** For so long after the pen left, touches are the hand that held it, ms. */
const PALM = 400;
const PEN_ERASER = 32;

/** Decides who gets each pointer on the stage: pen, eraser, or the hand that moves the paper. */
export class Pointers {
  #tools;
  #pen;
  #eraser;
  #hand;
  /** The finger that writes, as it came down. @type {PointerEvent | null} */
  #writingFinger = null;
  #penDown = false;
  #penLeft = -Infinity;

  /**
   * @param {HTMLElement} stage
   * @param {{tools: Tools, pen: Pen, eraser: Eraser, hand: Hand}} parts
   */
  constructor(stage, { tools, pen, eraser, hand }) {
    this.#tools = tools;
    this.#pen = pen;
    this.#eraser = eraser;
    this.#hand = hand;
    stage.addEventListener('pointerdown', (event) => {
      if (event.pointerType === 'mouse' && event.button !== 0) return;
      stage.setPointerCapture(event.pointerId);
      this.#down(event);
    });
    stage.addEventListener('pointermove', (event) => this.#move(event));
    stage.addEventListener('pointerup', (event) => this.#up(event));
    stage.addEventListener('pointercancel', (event) => this.#cancel(event));
    // Safari's Scribble swallows strokes unless touchmove is prevented.
    stage.addEventListener('touchmove', (event) => event.preventDefault(), { passive: false });
    stage.addEventListener('contextmenu', (event) => event.preventDefault());
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.pointerType === 'pen') {
      this.#tools.seePen();
      this.#penDown = true;
      this.#dropFinger();
      this.#hand.cancel();
      this.#write(event);
    } else if (event.pointerType === 'touch') this.#touch(event);
    else if (this.#tools.writing) this.#write(event);
    else this.#hand.down(event);
  }

  /** @param {PointerEvent} event */
  #touch(event) {
    if (this.#penDown || event.timeStamp - this.#penLeft < PALM) return;
    const first = this.#writingFinger;
    if (first) {
      if (!this.#pen.isDot) return;
      // The second finger says that the first was no dot but the start of a pinch.
      this.#dropFinger();
      this.#hand.down(first);
      this.#hand.down(event);
    } else if (this.#tools.writing && this.#tools.fingersWrite && this.#hand.size === 0) {
      this.#writingFinger = event;
      this.#write(event);
    } else this.#hand.down(event);
  }

  #dropFinger() {
    if (!this.#writingFinger) return;
    this.#writingFinger = null;
    if (this.#pen.isDot) this.#pen.discard();
    else this.#pen.up();
  }

  /** @param {PointerEvent} event */
  #write(event) {
    const erasing = this.#tools.tool === 'eraser' || (event.buttons & PEN_ERASER) !== 0;
    (erasing ? this.#eraser : this.#pen).down(event);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    // A pen that hovers: the hand that holds it may touch first.
    if (event.pointerType === 'pen' && !event.buttons) this.#penLeft = event.timeStamp;
    if (event.pointerId === this.#pen.pointer) this.#pen.move(event);
    else if (event.pointerId === this.#eraser.pointer) this.#eraser.move(event);
    else this.#hand.move(event);
  }

  /** @param {PointerEvent} event */
  #up(event) {
    this.#left(event);
    if (event.pointerId === this.#pen.pointer) this.#pen.up();
    else if (event.pointerId === this.#eraser.pointer) this.#eraser.up();
    else this.#hand.up(event);
  }

  /** The system took the pointer: what was written counts, a gesture does not. @param {PointerEvent} event */
  #cancel(event) {
    if (event.pointerId === this.#pen.pointer || event.pointerId === this.#eraser.pointer) this.#up(event);
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
