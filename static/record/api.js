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
  return answer.json();
}

/** @param {number} meeting @returns {Promise<Snapshot>} */
export function readMeeting(meeting) {
  return read(`/api/meetings/${meeting}`);
}

/** @param {number} version @returns {Promise<VersionFacts>} */
export function readVersion(version) {
  return read(`/api/versions/${version}`);
}

/** All ink on one version that I may see. @param {number} meeting @param {number} version @returns {Promise<InkFacts>} */
export function readInk(meeting, version) {
  return read(`/api/meetings/${meeting}/ink?version=${version}`);
}

/** The lines of a page with the place of each character, and its links. @param {string} digest @param {number} page @returns {Promise<WordsFacts>} */
export function readWords(digest, page) {
  return read(`/pages/${digest}/${page}/words`);
}

/** Where words stand in one version. @param {{q: string, in: number, after?: string | number}} asked @param {AbortSignal} signal @returns {Promise<TextFound>} */
export function searchVersion(asked, signal) {
  const given = Object.entries(asked).map(([name, value]) => [name, String(value)]);
  return read(`/api/search?${new URLSearchParams(given)}`, signal);
}
/** My bookmarks in a meeting's papers, and when each page was last called. @param {number} meeting @returns {Promise<MarksFacts>} */
export function readMarks(meeting) {
  return read(`/api/meetings/${meeting}/marks`);
}

/** How a version took the place of another, and what became of each page. @param {number} version @returns {Promise<ReplacementFacts>} */
export function readReplacement(version) {
  return read(`/api/versions/${version}/replacement`);
}

/** Where a page of the former version and the one that took its place differ. @param {number} version the newer one @param {number} page of the former @returns {Promise<PageDifferences>} */
export function readDifferences(version, page) {
  return read(`/api/versions/${version}/replacement/pages/${page}`);
}
