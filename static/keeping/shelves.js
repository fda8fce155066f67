/**
 * Where a tablet keeps papers for the time without a line: one shelf (Cache Storage) for each meeting
 * of one person. Pages and the worker both come here, so it asks for nothing but the browser.
 */
import { clearEntries } from './entries.js';

/**
 * Whose papers are kept here. `ticket` is the name under which the server says whether they may stay,
 * `contact` when it last answered this person, ms.
 * @typedef {{person: number, ticket: string | null, days: number, contact: number}} Owner
 */

const KEPT = 'gijo-kept';
const OWNER = 'gijo-owner';
const CARD = '/gijo-owner';
/** What was kept before papers had owners. */
const FORMER = 'gijo-pages';
const DAY = 24 * 60 * 60 * 1000;
const DAYS = 14;
/** The shelf of what belongs to no meeting. */
export const HOME = 0;

/** @param {number} person @param {number} meeting or HOME @returns {string} the name of a shelf */
export function shelfName(person, meeting) {
  return `${KEPT} ${person} ${meeting}`;
}

/** @param {number} person @returns {Promise<{name: string, meeting: number}[]>} the shelves there are */
export async function shelvesOf(person) {
  const names = (await caches.keys()).filter((name) => name.startsWith(`${KEPT} ${person} `));
  return names.map((name) => ({ name, meeting: Number(name.split(' ')[2]) }));
}

/** @returns {Promise<Owner | null>} */
export async function owner() {
  const card = await (await caches.open(OWNER)).match(CARD);
  return card ? card.json() : null;
}

/**
 * The server has answered this person here: the papers are theirs from now on, and another's go.
 * @param {number} person @param {Partial<Owner>} [told]
 */
export async function own(person, told = {}) {
  const before = await owner();
  if (before && before.person !== person) await wipe();
  const same = before?.person === person ? before : { ticket: null, days: DAYS };
  const now = { ...same, ...told, person, contact: Date.now() };
  await (await caches.open(OWNER)).put(CARD, new Response(JSON.stringify(now)));
}

/** Whether the kept papers may be opened without asking the server. @param {Owner} held @param {number} [now] ms @returns {boolean} */
export function mayOpen({ contact, days }, now = Date.now()) {
  // A clock that was set back by more than a day would open them for ever.
  return now - contact < days * DAY && contact - now < DAY;
}

/** Removes all papers kept here, whose ever they are. What is written and not sent stays: it lies elsewhere. */
export async function wipe() {
  const names = (await caches.keys()).filter((name) => name === FORMER || name.startsWith(`${KEPT} `));
  await Promise.all([...names, OWNER].map((name) => caches.delete(name)));
  await clearEntries();
}

/** Asks the server whether what is kept may stay, and removes it if not; without an answer it stays. @returns {Promise<void>} */
export async function judge() {
  const held = await owner();
  if (!held?.ticket) return wipe();
  const answer = await fetch(`/api/keep/standing?ticket=${encodeURIComponent(held.ticket)}`, { cache: 'no-store' }).catch(() => null);
  if (answer?.ok && !(await answer.json()).stands) await wipe();
}
