import { Coat, trace } from './coat.js';

/**
 * @import { Look } from './brush.js'
 * @import { Trace } from './coat.js'
 * @import { Film } from './film.js'
 * @import { Leaf } from './leaves.js'
 * @import { Stroke } from './strokes.js'
 * @import { Viewport } from './viewport.js'
 */

/** How long a stroke may wait for its answer before it bears the small ring, in ms. */
const WAIT = 2_000;

/** Paints finished strokes on one film and the strokes under way on another. */
export class Ink {
  #films;
  #still;
  #live;
  /** Of finished strokes, which do not change: one that does is another object. @type {WeakMap<Stroke, Trace>} */
  #traces = new WeakMap();

  /** @param {Film} still @param {Film} live */
  constructor(still, live) {
    this.#films = [still, live];
    this.#still = new Coat(still);
    this.#live = new Coat(live);
  }

  /** Lays both films over what is seen now, without anything on them. @param {Viewport} viewport */
  lay(viewport) {
    this.#bare();
    for (const film of this.#films) film.lay(viewport, devicePixelRatio);
  }

  /** Takes both films away. */
  free() {
    this.#bare();
    for (const film of this.#films) film.free();
  }

  /** Makes a leaf bear these finished strokes. @param {Leaf} leaf @param {Stroke[]} strokes the lowest first @param {Set<string>} hidden ids under the eraser */
  paint(leaf, strokes, hidden) {
    const late = Date.now() - WAIT;
    const shown = hidden.size ? strokes.filter(({ id }) => !hidden.has(id)) : strokes;
    this.#still.show(leaf, shown.map((stroke) => this.#trace(stroke, stroke.kept || (stroke.number === null && stroke.made < late))));
  }

  /** @param {Stroke} stroke @param {boolean} ring @returns {Trace} */
  #trace(stroke, ring) {
    const known = this.#traces.get(stroke);
    if (known?.ring === ring) return known;
    const made = trace(stroke, ring);
    this.#traces.set(stroke, made);
    return made;
  }

  /** Makes a leaf bear these strokes under way, mine and others'. @param {Leaf} leaf @param {Look[]} looks */
  paintLive(leaf, looks) {
    this.#live.show(leaf, looks.map((look) => trace(look, false)));
  }

  #bare() {
    this.#still.bare();
    this.#live.bare();
  }
}
