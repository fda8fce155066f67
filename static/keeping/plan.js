/** What the server says is to be kept, and what of it lies on a shelf. */
import { pictureAddress, THUMBNAIL } from '../paper/ladder.js';

/**
 * A version of a paper; `former` ones are needed least.
 * @typedef {{version: number, digest: string, pages: number, former: boolean}} Wanted
 * @typedef {{meeting: number, keep: boolean, heads: Record<string, number>, versions: Wanted[], answers: string[], revision: string}} MeetingPlan
 * @typedef {{person: number, days: number, bytes: number, ticket: string | null, answers: string[], meetings: MeetingPlan[]}} List
 *
 * What is noted on a shelf: as of which revision its answers are, and the streams' heads then and the time before.
 * @typedef {{revision: string, heads: Record<string, number>}} Note
 */

const NOTE = '/gijo-note';

/** @param {Cache} shelf @returns {Promise<Note | null>} */
export async function noteOf(shelf) {
  const note = await shelf.match(NOTE);
  return note ? note.json() : null;
}

/** @param {Cache} shelf @param {Note} note */
export async function takeNote(shelf, note) {
  await shelf.put(NOTE, new Response(JSON.stringify(note)));
}

/** The addresses that make a page readable, searchable and findable. @param {string} digest @param {number} page @param {number} width px @returns {string[]} */
export function ofPage(digest, page, width) {
  return [pictureAddress(digest, page, width), pictureAddress(digest, page, THUMBNAIL), `/pages/${digest}/${page}/words`];
}

/** @param {Cache} shelf @returns {Promise<Set<string>>} the addresses that lie on it */
export async function laidIn(shelf) {
  return new Set((await shelf.keys()).map(({ url }) => url.slice(location.origin.length)));
}

/** Takes from a shelf what is no longer to be kept. @param {Cache} shelf @param {MeetingPlan} plan */
export async function tidy(shelf, { versions, answers }) {
  const digests = new Set(versions.map(({ digest }) => digest));
  for (const address of await laidIn(shelf)) {
    const [, kind, digest = ''] = address.split('/');
    const wanted = kind === 'pages' ? digests.has(digest) : answers.includes(address) || address === NOTE;
    if (!wanted) await shelf.delete(address);
  }
}
