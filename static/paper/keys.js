/**
 * @import { Leading } from './leading.js'
 * @import { Workspace } from './workspace.js'
 */

/** With Alt, as in a browser. @type {Record<string, 'back' | 'forward'>} */
const WAYS = { ArrowLeft: 'back', ArrowRight: 'forward' };

/** Turns pages by the keyboard, wherever the focus is, unless someone is typing or in a dialog. */
export class Keys {
  /**
   * @param {Workspace} workspace
   * @param {Leading} leading
   * @param {{back: () => void, again: () => void}} writing
   */
  constructor(workspace, leading, writing) {
    const turn = (/** @type {1 | -1} */ step) => workspace.active.navigator.turn(step);
    const aside = (/** @type {1 | -1} */ side) => workspace.active.navigator.turnAside(side);
    /** @type {Record<string, () => void>} */
    const turns = {
      ArrowRight: () => aside(1),
      ArrowDown: () => turn(1),
      PageDown: () => turn(1),
      ArrowLeft: () => aside(-1),
      ArrowUp: () => turn(-1),
      PageUp: () => turn(-1),
      Home: () => workspace.active.navigator.turnTo(1),
      End: () => workspace.active.navigator.turnToEnd(),
    };
    document.addEventListener('keydown', (event) => {
      if (event.defaultPrevented || busy(event.target)) return;
      const way = event.altKey && WAYS[event.key];
      if (way) {
        event.preventDefault();
        return leading.pass(way);
      }
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
