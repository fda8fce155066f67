import { freshOrKept, keepAnswer, keptAnswer } from '../keeping/answers.js';

/**
 * @import { InkFacts, MarksFacts, PageDifferences, ReplacementFacts, Snapshot, TextFound, VersionFacts, WordsFacts } from './types.js'
 */

/** The server answered, but not with what was asked for. */
export class NotGiven extends Error {
  /** @param {string} path @param {number} status of the answer */
  constructor(path, status) {
    super(`${path}: ${status}`);
    this.status = status;
  }
}

/**
 * Fetches JSON of the server's own; rejects with `NotGiven` when the status is not 200.
 * @template T
 * @param {string} path
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
async function read(path, signal) {
  const answer = await fetch(path, { headers: { Accept: 'application/json' }, credentials: 'same-origin', ...(signal && { signal }) });
  if (!answer.ok) throw new NotGiven(path, answer.status);
  void keepAnswer(path, answer);
  return answer.json();
}

/** For a page that is just opened. @param {number} meeting @returns {Promise<{told: Snapshot, kept: boolean}>} */
export function openMeeting(meeting) {
  return freshOrKept(`/api/meetings/${meeting}`, (path) => /** @type {Promise<Snapshot>} */ (read(path)));
}

/** @param {number} meeting @returns {Promise<Snapshot>} */
export function readMeeting(meeting) {
  return read(`/api/meetings/${meeting}`);
}

/** @param {number} version @returns {Promise<VersionFacts>} */
export async function readVersion(version) {
  return (await freshOrKept(`/api/versions/${version}`, (path) => /** @type {Promise<VersionFacts>} */ (read(path)))).told;
}

/** All ink on one version that I may see. @param {number} meeting @param {number} version @returns {Promise<{told: InkFacts, kept: boolean}>} */
export function readInk(meeting, version) {
  return freshOrKept(`/api/meetings/${meeting}/ink?version=${version}`, (path) => /** @type {Promise<InkFacts>} */ (read(path)));
}

/** The lines of a page with the place of each character, and its links. @param {string} digest @param {number} page @returns {Promise<WordsFacts>} */
export async function readWords(digest, page) {
  return (await keptWords(digest, page)) ?? read(`/pages/${digest}/${page}/words`);
}

/** The same where this tablet keeps it. @param {string} digest @param {number} page @returns {Promise<WordsFacts | undefined>} */
export function keptWords(digest, page) {
  return keptAnswer(`/pages/${digest}/${page}/words`);
}

/** Where words stand in one version. @param {{q: string, in: number, after?: string | number}} asked @param {AbortSignal} signal @returns {Promise<TextFound>} */
export function searchVersion(asked, signal) {
  const given = Object.entries(asked).map(([name, value]) => [name, String(value)]);
  return read(`/api/search?${new URLSearchParams(given)}`, signal);
}

/** My bookmarks in a meeting's papers, and when each page was last called. @param {number} meeting @returns {Promise<{told: MarksFacts, kept: boolean}>} */
export function readMarks(meeting) {
  return freshOrKept(`/api/meetings/${meeting}/marks`, (path) => /** @type {Promise<MarksFacts>} */ (read(path)));
}

/** How a version took the place of another, and what became of each page. @param {number} version @returns {Promise<ReplacementFacts>} */
export async function readReplacement(version) {
  return (await freshOrKept(`/api/versions/${version}/replacement`, (path) => /** @type {Promise<ReplacementFacts>} */ (read(path)))).told;
}

/** Where a page of the former version and the one that took its place differ. @param {number} version the newer one @param {number} page of the former @param {{since: number, to: number}} [far] where the page is one of an earlier version: that, and what it became @returns {Promise<PageDifferences>} */
export function readDifferences(version, page, far) {
  return read(`/api/versions/${version}/replacement/pages/${page}${far ? `?since=${far.since}&to=${far.to}` : ''}`);
}
