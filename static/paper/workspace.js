import { Signal } from '../record/signal.js';

/**
 * @import { Place } from '../record/types.js'
 * @import { Pane } from './pane.js'
 * @import { Standing } from './place.js'
 */

/** The papers on the desk: which panes there are, which one is in hand, which one follows the called page. */
export class Workspace {
  /** In the order in which they stand. @type {Pane[]} */
  panes;
  /** The pane in hand: buttons and keys are for it. @type {Pane} */
  active;
  /** The pane that follows the called page, and whose pages the presenter calls. @type {Pane} */
  follower;
  /** Another pane is in hand, another one follows, or one moved. @type {Signal<void>} */
  moved = new Signal();

  /** @param {Pane} first */
  constructor(first) {
    this.panes = [first];
    this.active = first;
    this.follower = first;
    this.#adopt(first);
  }

  /** Where the pane that follows stands. @returns {Standing} */
  get standing() {
    return this.follower.standing;
  }

  /** Somebody called a page for all. @param {Place} place */
  call(place) {
    for (const pane of this.panes) pane.standing.call(place);
  }

  /** Nobody calls pages any more. */
  dismiss() {
    for (const pane of this.panes) pane.standing.dismiss();
  }

  /** @param {Pane} pane */
  #adopt(pane) {
    pane.standing.moved.listen(() => this.moved.send());
  }
}
