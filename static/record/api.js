/**
 * @import { InkFacts, Snapshot, VersionFacts } from './types.js'
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
 * @returns {Promise<T>}
 */
async function read(path) {
  const answer = await fetch(path, { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
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
