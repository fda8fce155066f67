import { partOnSheet } from './leaves.js';
import { paint } from './painting.js';
import { extent } from './shapes.js';

/**
 * @import { Look } from './brush.js'
 * @import { Film } from './film.js'
 * @import { Leaf } from './leaves.js'
 * @import { Box } from './viewport.js'
 */

/**
 * A stroke as it was painted: how much of it there was and was foreseen, which part of the page it touches (pt),
 * and whether it bears the ring of what is not on the server yet.
 * @typedef {{look: Look, length: number, ahead: Look['ahead'], box: Box, ring: boolean}} Trace
 */

/** Size of the ring and how far it reaches beyond the stroke's end, pt. */
const RING = 3;
const RING_REACH = 10;
/** More torn spots than these are mended as one. */
const MOST_SPOTS = 16;

/** @param {Look} look @param {boolean} ring @returns {Trace} */
export function trace(look, ring) {
  const box = extent(look);
  return { look, length: look.trail.length, ahead: look.ahead, box: ring ? grown(box, RING_REACH) : box, ring };
}

/** Ink on one film. Only what changed since the last time is painted: a full page costs no more than an empty one. */
export class Coat {
  #film;
  /** What lies on each leaf, the lowest first. @type {Map<Leaf, Trace[]>} */
  #painted = new Map();

  /** @param {Film} film */
  constructor(film) {
    this.#film = film;
  }

  /** The film was laid anew: nothing is on it. */
  bare() {
    this.#painted.clear();
  }

  /** Makes a leaf bear these strokes and no others. @param {Leaf} leaf @param {Trace[]} traces the lowest first */
  show(leaf, traces) {
    const { gone, fresh } = compare(this.#painted.get(leaf) ?? [], traces);
    this.#painted.set(leaf, traces);
    const onTop = !gone.length && fresh[0] === traces[traces.length - fresh.length];
    if (onTop) this.#paint(leaf, fresh, null);
    else this.#mend(leaf, traces, [...gone, ...fresh].map(({ box }) => box));
  }

  /** Clears some spots of a leaf, and paints again what lies there. @param {Leaf} leaf @param {Trace[]} traces @param {Box[]} torn pt of its page */
  #mend(leaf, traces, torn) {
    const boxes = torn.length > MOST_SPOTS ? [torn.reduce(around)] : torn;
    const spots = boxes.flatMap((box) => partOnSheet(leaf, box) ?? []).map((spot) => this.#film.snapped(spot));
    for (const spot of spots) this.#film.clear(spot);
    this.#paint(leaf, traces.filter(({ box }) => boxes.some((one) => meet(one, box))), spots);
  }

  /** @param {Leaf} leaf @param {Trace[]} traces @param {Box[] | null} spots nowhere else, pt of the sheet */
  #paint(leaf, traces, spots) {
    if (!traces.length) return;
    const { context } = this.#film;
    context.save();
    for (const boxes of spots ? [[leaf], spots] : [[leaf]]) {
      context.beginPath();
      for (const { x, y, width, height } of boxes) context.rect(x, y, width, height);
      context.clip();
    }
    context.translate(leaf.x - leaf.crop.x, leaf.y - leaf.crop.y);
    for (const { look, ring } of traces) {
      paint(context, look);
      if (ring) encircle(context, look);
    }
    context.restore();
  }
}

/** What must go and what must come. @param {Trace[]} before @param {Trace[]} now @returns {{gone: Trace[], fresh: Trace[]}} */
function compare(before, now) {
  let [first, last] = [0, 0];
  const least = Math.min(before.length, now.length);
  while (first < least && same(before[first], now[first])) first += 1;
  while (last < least - first && same(before.at(-1 - last), now.at(-1 - last))) last += 1;
  const old = before.slice(first, before.length - last);
  const places = new Map(old.map(({ look }, i) => [look.trail, i]));
  const kept = new Set();
  let above = -1;
  const fresh = now.slice(first, now.length - last).filter((one) => {
    const place = places.get(one.look.trail) ?? -1;
    // What lies under another one than before is painted again.
    if (place <= above || !same(old[place], one)) return true;
    kept.add(above = place);
    return false;
  });
  return { gone: old.filter((_, i) => !kept.has(i)), fresh };
}

/** @param {Trace | undefined} one @param {Trace | undefined} other @returns {boolean} whether they look alike */
function same(one, other) {
  return one === other || one !== undefined && other !== undefined && one.look.trail === other.look.trail
    && one.length === other.length && one.ahead === other.ahead && one.ring === other.ring
    && one.look.color === other.look.color && one.look.width === other.look.width && one.look.text === other.look.text;
}

/** A small ring where the stroke ends: not on the server yet. @param {CanvasRenderingContext2D} context @param {Look} look */
function encircle(context, look) {
  const end = look.trail.at(-1);
  if (!end) return;
  context.beginPath();
  context.arc(end.x + RING * 1.6, end.y, RING, 0, 2 * Math.PI);
  context.lineWidth = 1.2;
  context.strokeStyle = '#c74700';
  context.stroke();
}

/** @param {Box} box @param {number} by @returns {Box} */
function grown({ x, y, width, height }, by) {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** @param {Box} one @param {Box} other @returns {Box} */
function around(one, other) {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  const right = Math.max(one.x + one.width, other.x + other.width);
  const bottom = Math.max(one.y + one.height, other.y + other.height);
  return { x, y, width: right - x, height: bottom - y };
}

/** @param {Box} one @param {Box} other @returns {boolean} */
function meet(one, other) {
  return one.x < other.x + other.width && other.x < one.x + one.width
    && one.y < other.y + other.height && other.y < one.y + one.height;
}
