import { Signal } from '../record/signal.js';
import { pack, unpack } from './codec.js';

/**
 * @import { Body, Whisper } from '../record/types.js'
 * @import { Look } from './brush.js'
 * @import { Where } from './pen.js'
 */

/** How often a stroke under way is told to the others, ms. */
const TICK = 40;
/** How long a preview waits for more, or for the finished stroke, ms. */
const PATIENCE = 5_000;

/** Tells the others the stroke under way, in pieces that each stand alone: they may be lost. */
export class Telling {
  #say;
  #told = 0;
  #toldAt = 0;
  /** @type {string | null} */
  #id = null;

  /** @param {(body: Body) => void} say */
  constructor(say) {
    this.#say = say;
  }

  /** @param {{look: Look, where: Where}} stroke @param {number} now ms */
  tell({ look, where }, now) {
    if (where.layer !== 'shared') return;
    if (this.#id !== where.id) [this.#id, this.#told, this.#toldAt] = [where.id, 0, 0];
    if (now - this.#toldAt < TICK || look.trail.length <= this.#told) return;
    const { tool, color, width } = look;
    const { id, version, page } = where;
    const points = pack(look.trail.slice(this.#told));
    this.#say({ id, version, page, tool, color, width, points });
    [this.#told, this.#toldAt] = [look.trail.length, now];
  }

  /** The stroke was none after all. */
  drop() {
    if (this.#id && this.#told) this.#say({ id: this.#id, gone: true });
    this.#id = null;
  }
}

/** Other people's strokes under way, shown until the finished stroke comes. */
export class Previews {
  /** @type {Map<string, {look: Look, version: number, page: number, heard: number}>} */
  #looks = new Map();
  /** @type {Signal<void>} */
  changed = new Signal();

  /** @param {Whisper} whisper @param {number} now ms */
  hear(whisper, now) {
    if (whisper.kind !== 'ink') return;
    const body = /** @type {{id: string, version: number, page: number, points: string, gone?: boolean}
      & Omit<Look, 'trail'>} */ (/** @type {unknown} */ (whisper.body));
    if (body.gone) return this.drop(body.id);
    const known = this.#looks.get(body.id);
    const { tool, color, width, version, page } = body;
    const look = known?.look ?? { tool, color, width, trail: [] };
    look.trail.push(...unpack(body.points));
    this.#looks.set(body.id, { look, version, page, heard: now });
    this.changed.send();
  }

  /** The finished stroke came. @param {string} id */
  drop(id) {
    if (this.#looks.delete(id)) this.changed.send();
  }

  /** @param {number} now ms */
  forget(now) {
    for (const [id, { heard }] of this.#looks) if (now - heard > PATIENCE) this.drop(id);
  }

  /** @param {number} version @param {number} page @returns {Look[]} */
  on(version, page) {
    return [...this.#looks.values()].filter((one) => one.version === version && one.page === page)
      .map(({ look }) => look);
  }
}
