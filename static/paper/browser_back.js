/**
 * @import { Leading } from './leading.js'
 * @import { Standing } from './place.js'
 * @import { Workspace } from './workspace.js'
 */

/**
 * The browser's own way back closes what is open, then undoes jumps, and only then leaves the meeting.
 *
 * Each dialog and each jump is kept as an entry of the browser's history. One that was undone here
 * already leads nowhere: it is passed over.
 */
export class BrowserBack {
  #workspace;
  #leading;
  /** Jumps that had been made where one stands. @type {WeakMap<Standing, number>} */
  #known = new WeakMap();

  /** @param {Workspace} workspace @param {Leading} leading */
  constructor(workspace, leading) {
    this.#workspace = workspace;
    this.#leading = leading;
    workspace.moved.listen(() => this.#keepJump());
    const opened = new MutationObserver((changes) => {
      if (changes.some(({ target }) => target instanceof HTMLDialogElement && target.open)) history.pushState(null, '');
    });
    opened.observe(document.body, { subtree: true, attributeFilter: ['open'] });
    addEventListener('popstate', () => this.#undo());
  }

  #keepJump() {
    const { standing } = this.#workspace.active;
    const jumps = standing.past.length;
    if (jumps > (this.#known.get(standing) ?? 0) && !standing.ahead.length) history.pushState(null, '');
    this.#known.set(standing, jumps);
  }

  #undo() {
    const open = [...document.querySelectorAll('dialog')].filter((dialog) => dialog.open).at(-1);
    if (open) open.close();
    else if (this.#workspace.active.standing.past.length) this.#leading.pass('back');
    else history.back();
  }
}
