import { make } from './dom.js';

/**
 * @import { Signal } from '../record/signal.js'
 * @import { Pane } from './pane.js'
 * @import { Words } from './words.js'
 */

/** The least a pane keeps of what it and its neighbour have, and how far a key moves. */
const LEAST = 0.2;
const STEP = 0.05;

/**
 * The bar between two panes: dragged, or moved by the arrow keys, it gives one what it takes from the other.
 * @param {Pane} before
 * @param {Pane} after
 * @param {Words} words
 * @param {Signal<void>} moved told when it has been moved
 * @returns {HTMLElement}
 */
export function divider(before, after, words, moved) {
  const bar = make('div', 'divider');
  bar.tabIndex = 0;
  bar.setAttribute('role', 'separator');
  bar.setAttribute('aria-label', words.say('panes.divider'));
  const stacked = () => getComputedStyle(before.root.parentElement ?? bar).flexDirection === 'column';
  const show = () => bar.setAttribute('aria-valuenow', String(Math.round((100 * before.weight) / (before.weight + after.weight))));
  const give = (/** @type {number} */ part) => {
    const both = before.weight + after.weight;
    const kept = Math.min(1 - LEAST, Math.max(LEAST, part));
    before.weigh(both * kept);
    after.weigh(both * (1 - kept));
    show();
  };
  show();
  bar.addEventListener('pointerdown', (event) => {
    bar.setPointerCapture(event.pointerId);
    event.preventDefault();
    bar.focus();
  });
  bar.addEventListener('pointermove', (event) => {
    if (!bar.hasPointerCapture(event.pointerId)) return;
    const [one, other] = [before.root.getBoundingClientRect(), after.root.getBoundingClientRect()];
    if (stacked()) give((event.clientY - one.top) / (other.bottom - one.top));
    else give((event.clientX - one.left) / (other.right - one.left));
  });
  bar.addEventListener('lostpointercapture', () => moved.send());
  bar.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -STEP, ArrowUp: -STEP, ArrowRight: STEP, ArrowDown: STEP }[event.key];
    if (!step) return;
    event.preventDefault();
    give(before.weight / (before.weight + after.weight) + step);
    moved.send();
  });
  bar.addEventListener('focus', () => bar.setAttribute('aria-orientation', stacked() ? 'horizontal' : 'vertical'));
  return bar;
}
