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
  /** @type {Where | null} */
  #where = null;

  /** @param {(body: Body, where: Where) => void} say to those who see that layer */
  constructor(say) {
    this.#say = say;
  }

  /** @param {{look: Look, where: Where}} stroke @param {number} now ms */
  tell({ look, where }, now) {
    if (where.layer === 'private') return;
    if (this.#where?.id !== where.id) [this.#where, this.#told, this.#toldAt] = [where, 0, 0];
    if (now - this.#toldAt < TICK || look.trail.length <= this.#told) return;
    const { tool, color, width } = look;
    const { id, version, page } = where;
    const points = pack(look.trail.slice(this.#told));
    this.#say({ id, version, page, tool, color, width, points }, where);
    [this.#told, this.#toldAt] = [look.trail.length, now];
  }

  /** The stroke was none after all. */
  drop() {
    if (this.#where && this.#told) this.#say({ id: this.#where.id, gone: true }, this.#where);
    this.#where = null;
  }
}

/**
 * Reads what was whispered of a stroke; null where it makes no sense, without a look where the stroke is gone.
 * @param {unknown} told
 * @returns {{id: string, version: number, page: number, look: Look | null} | null}
 */
function read(told) {
  const body = /** @type {Record<string, unknown>} */ (typeof told === 'object' && told ? told : {});
  const { id, gone, version, page, tool, color, width, points } = body;
  if (typeof id !== 'string') return null;
  if (gone === true) return { id, version: 0, page: 0, look: null };
  if (typeof version !== 'number' || typeof page !== 'number' || typeof width !== 'number') return null;
  if ((tool !== 'pen' && tool !== 'highlighter') || typeof color !== 'string' || typeof points !== 'string') return null;
  try {
    return { id, version, page, look: { tool, color, width, trail: unpack(points) } };
  } catch {
    return null;
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
    const said = whisper.kind === 'ink' ? read(whisper.body) : null;
    if (!said) return;
    if (!said.look) return this.drop(said.id);
    const { id, version, page } = said;
    const look = this.#looks.get(id)?.look ?? { ...said.look, trail: [] };
    for (const point of said.look.trail) look.trail.push(point);
    this.#looks.set(id, { look, version, page, heard: now });
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
