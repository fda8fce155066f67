import { Signal } from '../record/signal.js';
import { point } from './makers.js';
import { heightOf, widthOf } from './plates.js';

/**
 * @import { Look } from './brush.js'
 * @import { Where } from './pen.js'
 */

/** A box of text is no wider to begin with, pt. */
const WIDEST = 230;

/** A mark whose words are being written, where it will stand, and which one it takes the place of. @typedef {{look: Look, where: Where, text: string, room: number, instead: string | null}} Draft */

/** The words being written for a place of a page: kept while pages are turned, and when the page is loaded anew. */
export class Composing {
  #key;
  /** @type {Draft | null} */
  draft = null;
  /** Its words or its look changed, or it is gone. @type {Signal<void>} */
  changed = new Signal();
  /** Another one begins. @type {Signal<Draft>} */
  begun = new Signal();

  /** @param {string} key whose drafts, and of which meeting */
  constructor(key) {
    this.#key = `gijo-draft:${key}`;
  }

  /** What was being written when this page was loaded anew. */
  restore() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.#key) ?? 'null');
      if (kept?.look && kept.where) this.#open(kept);
    } catch {
      sessionStorage.removeItem(this.#key);
    }
  }

  /** @param {Look} look @param {Where} where @param {{instead?: string | null, room?: number}} [more] the mark whose words these are to replace; how wide a box of text may be, pt */
  begin(look, where, { instead = null, room: there = WIDEST } = {}) {
    // What was begun elsewhere and has words is not lost by a tap: it moves here.
    const text = instead ? look.text ?? '' : this.draft?.instead === null ? this.draft.text : '';
    const [from, to] = look.trail;
    const room = look.tool === 'text' && from && to && instead ? Math.abs(to.x - from.x) : Math.min(there, WIDEST);
    this.#open({ look: shaped(look, text, room), where, text, room, instead });
  }

  /** @param {string} text */
  write(text) {
    const { draft } = this;
    if (!draft) return;
    this.draft = { ...draft, text, look: shaped(draft.look, text, draft.room) };
    this.#keep();
  }

  /** Another colour or size. @param {{color?: string, width?: number}} change */
  dress(change) {
    const { draft } = this;
    if (!draft) return;
    this.draft = { ...draft, look: shaped({ ...draft.look, ...change }, draft.text, draft.room) };
    this.#keep();
  }

  /** It is written, or dropped. @returns {Draft | null} what it was, null where it has no words */
  end() {
    const { draft } = this;
    this.draft = null;
    this.#keep();
    return draft?.text.trim() ? draft : null;
  }

  /** @param {Draft} draft */
  #open(draft) {
    this.draft = draft;
    this.#keep();
    this.begun.send(draft);
  }

  #keep() {
    try {
      if (this.draft) sessionStorage.setItem(this.#key, JSON.stringify(this.draft));
      else sessionStorage.removeItem(this.#key);
    } catch {
      // It is kept as long as the page stays.
    }
    this.changed.send();
  }
}

/** The look with these words: a box of text is as large as they need. @param {Look} look @param {string} text @param {number} room pt @returns {Look} */
function shaped(look, text, room) {
  const [from] = look.trail;
  if (look.tool !== 'text' || !from) return { ...look, text };
  const width = widthOf(text || '　', look.width, room);
  const to = { x: from.x + width, y: from.y + heightOf(text || '　', look.width, width) };
  return { ...look, text, trail: [from, point(to)] };
}
