import { token } from './sending.js';

/**
 * @import { Paper } from '../record/types.js'
 */

/** @param {number} meeting @returns {Promise<(Paper & {prepared: number, unshown: number[]})[]>} all papers of a meeting, in order */
export async function readPapers(meeting) {
  const answer = await fetch(`/api/meetings/${meeting}/papers`, { headers: { Accept: 'application/json' } });
  return answer.ok ? (await answer.json()).papers : [];
}

/**
 * @param {string} name of the act
 * @param {Record<string, unknown>} given
 */
async function act(name, given) {
  const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': token() };
  await fetch(`/api/acts/${name}`, { method: 'POST', headers, body: JSON.stringify({ given }) });
}

/** @param {number} meeting @param {number} paper never published */
export async function removePaper(meeting, paper) {
  await act('paper.remove', { meeting, paper });
}

/** Moves a paper to stand before another. @param {number} meeting @param {number} paper @param {number} other */
export async function movePaper(meeting, paper, other) {
  const order = (await readPapers(meeting)).filter((row) => row.paper !== paper);
  const index = order.findIndex((row) => row.paper === other);
  if (index >= 0) await act('paper.move', { meeting, paper, position: index + 1 });
}
