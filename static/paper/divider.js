import { make } from './dom.js';

/**
 * @import { Signal } from '../record/signal.js'
 * @import { Pane } from './pane.js'
 * @import { Words } from './words.js'
 */

/** The least a pane keeps of what it and its neighbour have, and how far a key moves. */
const LEAST = 0.2;
const STEP = 0.05;
/** @type {Record<string, number>} */
const KEYS = { ArrowLeft: -STEP, ArrowUp: -STEP, ArrowRight: STEP, ArrowDown: STEP };

/** The bar between two panes: dragged, or moved by the arrow keys, it gives one what it takes from the other. */
export class Divider {
  bar = make('div', 'divider');
  #before;
  #after;
  #moved;

  /** @param {Pane} before @param {Pane} after @param {Words} words @param {Signal<void>} moved told when it has been moved */
  constructor(before, after, words, moved) {
    this.#before = before;
    this.#after = after;
    this.#moved = moved;
    const { bar } = this;
    bar.tabIndex = 0;
    const told = { role: 'separator', 'aria-label': words.say('panes.divider'), 'aria-valuemin': 100 * LEAST, 'aria-valuemax': 100 * (1 - LEAST) };
    for (const [name, value] of Object.entries(told)) bar.setAttribute(name, String(value));
    bar.addEventListener('pointerdown', (event) => {
      bar.setPointerCapture(event.pointerId);
      event.preventDefault();
      bar.focus();
    });
    bar.addEventListener('pointermove', (event) => this.#drag(event));
    bar.addEventListener('lostpointercapture', () => moved.send());
    bar.addEventListener('focus', () => this.show());
    bar.addEventListener('keydown', (event) => this.#step(event));
    this.show();
  }

  /** Whether the panes stand one above the other. @returns {boolean} */
  get #stacked() {
    const { parentElement } = this.bar;
    return parentElement !== null && getComputedStyle(parentElement).flexDirection === 'column';
  }

  /** The first pane's part of what both have. @returns {number} */
  get #part() {
    return this.#before.weight / (this.#before.weight + this.#after.weight);
  }

  /** @param {number} part */
  #give(part) {
    const both = this.#before.weight + this.#after.weight;
    const kept = Math.min(1 - LEAST, Math.max(LEAST, part));
    this.#before.weigh(both * kept);
    this.#after.weigh(both * (1 - kept));
    this.show();
  }

  /** @param {PointerEvent} event */
  #drag({ pointerId, clientX, clientY }) {
    if (!this.bar.hasPointerCapture(pointerId)) return;
    const [one, other] = [this.#before.root.getBoundingClientRect(), this.#after.root.getBoundingClientRect()];
    if (this.#stacked) this.#give((clientY - one.top) / (other.bottom - one.top));
    else this.#give((clientX - one.left) / (other.right - one.left));
  }

  /** @param {KeyboardEvent} event */
  #step(event) {
    const step = KEYS[event.key];
    if (!step) return;
    event.preventDefault();
    this.#give(this.#part + step);
    this.#moved.send();
  }

  show() {
    this.bar.setAttribute('aria-valuenow', String(Math.round(100 * this.#part)));
    this.bar.setAttribute('aria-orientation', this.#stacked ? 'horizontal' : 'vertical');
  }
}
