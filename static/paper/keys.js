/**
 * @import { Navigator } from './navigator.js'
 */

/** Turns pages by the keyboard, wherever the focus is, unless someone is typing or in a dialog. */
export class Keys {
  /**
   * @param {Navigator} navigator
   * @param {{back: () => void, again: () => void}} writing
   */
  constructor(navigator, writing) {
    /** @type {Record<string, () => void>} */
    const turns = {
      ArrowRight: () => navigator.turn(1),
      ArrowDown: () => navigator.turn(1),
      PageDown: () => navigator.turn(1),
      ArrowLeft: () => navigator.turn(-1),
      ArrowUp: () => navigator.turn(-1),
      PageUp: () => navigator.turn(-1),
      Home: () => navigator.turnTo(1),
      End: () => navigator.turnTo(navigator.pages),
    };
    document.addEventListener('keydown', (event) => {
      if (event.defaultPrevented || busy(event.target)) return;
      const undoing = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
      const wish = undoing ? (event.shiftKey ? writing.again : writing.back) : turns[event.key];
      if (!wish || (!undoing && (event.ctrlKey || event.metaKey || event.altKey))) return;
      event.preventDefault();
      wish();
    });
  }
}

/** @param {EventTarget | null} target @returns {boolean} */
function busy(target) {
  if (!(target instanceof Element)) return false;
  return target.closest('input, textarea, select, dialog, .agenda') !== null;
}
