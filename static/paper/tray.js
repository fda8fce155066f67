import { icon, make } from './dom.js';
import { paint } from './painting.js';
import { extent } from './shapes.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Edition, Place } from '../record/types.js'
 * @import { WritingDesk } from './desk.js'
 * @import { PageNames } from './naming.js'
 * @import { Strokes } from './strokes.js'
 * @import { Box } from './viewport.js'
 * @import { Words } from './words.js'
 */

/** @typedef {import('./mark.js').Stroke} Stroke */

/** Marks that stood together on a page of the former version, as far as that is known. @typedef {{strokes: Stroke[], box: Box, page: number | null}} Heap */

/** Marks so near to each other belong together, pt: the strokes of one note. */
const NEAR = 30;
/** What a picture takes at most, CSS px. */
const [WIDE, HIGH] = [260, 120];

/**
 * My marks of a version that wait for a place, those together that stood together.
 * @param {Strokes} strokes
 * @param {number} me
 * @param {number} version
 * @param {number | null} [from] the version before
 * @returns {Heap[]}
 */
export function waiting(strokes, me, version, from = null) {
  /** @type {Heap[]} */
  const heaps = [];
  for (const stroke of strokes.on(version, 0)) {
    if (stroke.by !== me) continue;
    const box = extent(stroke);
    const page = from && (strokes.get(stroke.id, from)?.page ?? null);
    const beside = heaps.filter((heap) => heap.page === page && goesWith(heap, stroke, box));
    const heap = { page, strokes: [...beside.flatMap((one) => one.strokes), stroke], box: beside.reduce((all, one) => around(all, one.box), box) };
    heaps.splice(0, heaps.length, ...heaps.filter((one) => !beside.includes(one)), heap);
  }
  return heaps;
}

/** The tray of a paper: marks whose page is gone, each with its picture and the places it may belong to. */
export class Tray {
  #lineage;
  #desk;
  #names;
  #words;
  #placed;

  /** @param {{meeting: Meeting, desk: WritingDesk, names: PageNames, words: Words}} parts @param {(place: Place) => void} placed marks were put there */
  constructor({ meeting, desk, names, words }, placed) {
    this.#lineage = meeting.lineage;
    this.#desk = desk;
    this.#names = names;
    this.#words = words;
    this.#placed = placed;
  }

  /** @param {Edition} edition the newest @param {Place | null} here the page of it that one looks at @returns {HTMLElement[]} nothing where none waits */
  show({ version, from }, here) {
    const heaps = waiting(this.#desk.strokes, this.#desk.me, version, from);
    if (!heaps.length) return [];
    const count = heaps.reduce((sum, { strokes }) => sum + strokes.length, 0);
    const list = make('ul', 'tray');
    list.append(...heaps.map((heap) => this.#heap(heap, { version, from }, here)));
    return [make('h3', '', this.#words.say('tray.title', { count })), make('p', 'tray-why', this.#words.say('tray.why')), list];
  }

  /** @param {Heap} heap @param {Pick<Edition, 'version' | 'from'>} edition @param {Place | null} here @returns {HTMLElement} */
  #heap(heap, { version, from }, here) {
    const told = heap.strokes.flatMap((stroke) => stroke.guesses);
    // Where nothing is like it, it may belong to what stood beside it.
    const near = from && heap.page ? this.#lineage.onward({ version: from, page: heap.page }).page : null;
    const guesses = [...new Set(told.length || !near ? told : [near])].slice(0, 3).filter((page) => page !== here?.page);
    const line = make('li');
    const text = heap.strokes.flatMap((stroke) => stroke.text ?? []).join('　');
    line.append(this.#picture(heap), ...(text ? [make('p', '', text)] : []));
    if (from && heap.page) line.append(make('p', 'tray-from', this.#words.say('tray.from', { page: this.#names.page({ version: from, page: heap.page }) })));
    const places = guesses.map((page) => ({ version, page }));
    line.append(...places.map((place) => this.#button('go', 'tray.to', place, heap)));
    if (here) line.append(this.#button('pen', 'tray.here', here, heap));
    return line;
  }

  /** @param {string} drawn @param {string} key @param {Place} place @param {Heap} heap @returns {HTMLButtonElement} */
  #button(drawn, key, place, { strokes }) {
    const button = make('button', 'control');
    button.type = 'button';
    button.append(icon(drawn), make('span', '', this.#words.say(key, { page: this.#names.page(place) })));
    button.addEventListener('click', () => {
      void this.#desk.writer.place(strokes.map(({ id }) => id), { page: place.page }).then(() => this.#placed(place));
    });
    return button;
  }

  /** @param {Heap} heap @returns {HTMLElement} */
  #picture({ strokes, box }) {
    const canvas = make('canvas', 'tray-picture');
    const scale = Math.min(WIDE / box.width, HIGH / box.height, 1.5);
    const [width, height] = [box.width * scale, box.height * scale];
    [canvas.width, canvas.height] = [Math.ceil(width * devicePixelRatio), Math.ceil(height * devicePixelRatio)];
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', this.#words.say('write.count', { count: strokes.length }));
    const context = canvas.getContext('2d');
    context?.scale(scale * devicePixelRatio, scale * devicePixelRatio);
    context?.translate(-box.x, -box.y);
    if (context) for (const stroke of strokes) paint(context, stroke);
    return canvas;
  }
}

/** Whether a mark belongs to a heap: near it, with the same guesses, for the same eyes. @param {Heap} heap @param {Stroke} stroke @param {Box} box @returns {boolean} */
function goesWith({ strokes: [first], box: all }, stroke, box) {
  if (!first || String(first.guesses) !== String(stroke.guesses) || first.layer !== stroke.layer || first.group !== stroke.group) return false;
  return box.x < all.x + all.width + NEAR && all.x < box.x + box.width + NEAR
    && box.y < all.y + all.height + NEAR && all.y < box.y + box.height + NEAR;
}

/** @param {Box} one @param {Box} other @returns {Box} */
function around(one, other) {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  const right = Math.max(one.x + one.width, other.x + other.width);
  const bottom = Math.max(one.y + one.height, other.y + other.height);
  return { x, y, width: right - x, height: bottom - y };
}
