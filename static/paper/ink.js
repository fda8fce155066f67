import { fill, outline } from './brush.js';

/**
 * @import { Look } from './brush.js'
 * @import { Film } from './film.js'
 * @import { Leaf } from './leaves.js'
 * @import { Stroke } from './strokes.js'
 * @import { Box } from './viewport.js'
 */

/** How long a stroke may wait for its answer before it bears the small mark, in ms. */
const WAIT = 2_000;

/** Paints finished strokes on one film and the strokes under way on another. */
export class Ink {
  #still;
  #live;
  /** @type {WeakMap<import('./codec.js').Point[], Path2D>} by trail: a stroke's shape never changes */
  #paths = new WeakMap();
  /** What the live film shows, pt of the sheet. @type {Box[]} */
  #dirty = [];

  /**
   * @param {Film} still
   * @param {Film} live
   */
  constructor(still, live) {
    this.#still = still;
    this.#live = live;
  }

  /** Paints all finished strokes of the leaves. @param {{leaf: Leaf, strokes: Stroke[]}[]} leaves @param {Set<string>} hidden ids under the eraser */
  paint(leaves, hidden) {
    this.#still.clear();
    for (const { leaf, strokes } of leaves) {
      onLeaf(this.#still.context, leaf, () => {
        for (const stroke of strokes) if (!hidden.has(stroke.id)) this.#one(stroke);
      });
    }
  }

  /** @param {Stroke} stroke */
  #one(stroke) {
    fill(this.#still.context, stroke, this.#path(stroke));
    const waits = stroke.number === null && Date.now() - stroke.made > WAIT;
    if (waits || stroke.kept) this.#mark(stroke);
  }

  /** Paints the strokes under way, mine and others'. @param {{leaf: Leaf, looks: Look[]}[]} leaves */
  paintLive(leaves) {
    for (const box of this.#dirty) this.#live.clear(box);
    this.#dirty = leaves.flatMap(({ leaf, looks }) => looks.map((look) => onSheet(leaf, extent(look))));
    for (const { leaf, looks } of leaves) {
      onLeaf(this.#live.context, leaf, () => {
        for (const look of looks) fill(this.#live.context, look, outline(look, false));
      });
    }
  }

  /** @param {Stroke} stroke @returns {Path2D} */
  #path(stroke) {
    const path = this.#paths.get(stroke.trail) ?? outline(stroke, true);
    this.#paths.set(stroke.trail, path);
    return path;
  }

  /** A small ring where the stroke ends: not on the server yet. @param {Stroke} stroke */
  #mark(stroke) {
    const end = stroke.trail.at(-1);
    if (!end) return;
    const { context } = this.#still;
    const size = 3;
    context.beginPath();
    context.arc(end.x + size * 1.6, end.y, size, 0, 2 * Math.PI);
    context.lineWidth = 1.2;
    context.strokeStyle = '#c74700';
    context.stroke();
  }
}

/**
 * Draws in pt of a leaf's page, and nowhere but on the leaf.
 * @param {CanvasRenderingContext2D} context in pt of the sheet
 * @param {Leaf} leaf
 * @param {() => void} draw
 */
function onLeaf(context, leaf, draw) {
  context.save();
  context.beginPath();
  context.rect(leaf.x, leaf.y, leaf.width, leaf.height);
  context.clip();
  context.translate(leaf.x - leaf.crop.x, leaf.y - leaf.crop.y);
  draw();
  context.restore();
}

/** @param {Leaf} leaf @param {Box} box pt of its page @returns {Box} pt of the sheet */
function onSheet(leaf, { x, y, width, height }) {
  return { x: x - leaf.crop.x + leaf.x, y: y - leaf.crop.y + leaf.y, width, height };
}

/** @param {Look} look @returns {Box} the part of the page a stroke can touch, pt */
export function extent(look) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of look.trail) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const spare = look.width + 2;
  return { x: left - spare, y: top - spare, width: right - left + 2 * spare, height: bottom - top + 2 * spare };
}
