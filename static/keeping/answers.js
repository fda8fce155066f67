/** Answers of the server that this tablet keeps: laid in as they come, taken where the server can't be had. */
import { mayOpen, owner, shelfName } from './shelves.js';

/** A server that says nothing for so long is not waited for where its last answer is here, ms. */
const PATIENCE = 3_000;

/** The shelf of the meeting that is open. @type {Promise<Cache> | null} */
let shelf = null;

/** @returns {number} whose page this is; 0 where nobody signed in */
export function reader() {
  return Number(document.querySelector('meta[name="person"]')?.getAttribute('content')) || 0;
}

/** From now on answers are of this meeting. @param {number} meeting */
export function openShelf(meeting) {
  shelf = 'caches' in globalThis && reader() ? caches.open(shelfName(reader(), meeting)) : null;
}

/** The shelf answers lie on; null where nothing is kept, as on plain HTTP. @returns {Promise<Cache | null>} */
export async function openedShelf() {
  return shelf?.catch(() => null) ?? null;
}

/** Lays an answer in, if the server says it may be kept. @param {string} path @param {Response} answer */
export async function keepAnswer(path, answer) {
  if (!answer.headers.get('Gijo-Keep')) return;
  const copy = answer.clone();
  // Nobody waits for it, and a full tablet keeps no one from reading what has just come.
  await (await openedShelf())?.put(path, copy).catch(() => undefined);
}

/** @param {string} path @returns {Promise<any>} what was kept; undefined where nothing is, or it may not be opened */
export async function keptAnswer(path) {
  const answer = await (await openedShelf())?.match(path, { ignoreVary: true });
  if (!answer) return undefined;
  const held = await owner();
  return held?.person === reader() && mayOpen(held) ? answer.json() : undefined;
}

/**
 * What the server says, or, where it can't be had soon, what it said last.
 * @template T
 * @param {string} path
 * @param {(path: string) => Promise<T>} ask
 * @returns {Promise<{told: T, kept: boolean}>}
 */
export async function freshOrKept(path, ask) {
  const fresh = ask(path);
  fresh.catch(() => undefined);
  try {
    if (!(await (await openedShelf())?.match(path, { ignoreVary: true }))) return { told: await fresh, kept: false };
    return { told: await Promise.race([fresh, late()]), kept: false };
  } catch (trouble) {
    const status = /** @type {{status?: number}} */ (trouble).status ?? 500;
    const told = status < 500 ? undefined : await keptAnswer(path);
    if (told === undefined) return { told: await fresh, kept: false };
    return { told, kept: true };
  }
}

/** @returns {Promise<never>} */
function late() {
  return new Promise((_, failed) => setTimeout(() => failed(new Error('no answer in time')), PATIENCE));
}
