/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Layer } from '../record/types.js'
 * @import { Words } from './words.js'
 */

/** Those a mark is for: myself, a group I sit in, everybody. @typedef {{layer: Layer, group: number | null, key: string, name: string, short: string, symbol: string}} Audience */

/** All that I may write for in a meeting, the fewest first. @param {Meeting} meeting @param {Words} words @returns {Audience[]} */
export function layersOf(meeting, words) {
  const groups = meeting.groups.map(({ id, name }) => (
    { layer: /** @type {const} */ ('group'), group: id, key: `group-${id}`, name, short: words.say('write.group_short', { name }), symbol: 'group' }));
  return [
    { layer: 'private', group: null, key: 'private', name: words.say('write.private'), short: words.say('write.private_short'), symbol: 'private' },
    ...groups,
    { layer: 'shared', group: null, key: 'shared', name: words.say('write.shared'), short: words.say('write.shared_short'), symbol: 'shared' },
  ];
}

/** Says who sees a mark. @param {Meeting} meeting @param {Words} words @param {{layer: Layer, group?: number | null}} mark @returns {string} */
export function seenBy(meeting, words, { layer, group }) {
  const name = meeting.groups.find(({ id }) => id === group)?.name;
  return name ? words.say('mark.seen_by', { name }) : words.say(`mark.layer.${layer}`);
}

/** @param {{layer: Layer, group?: number | null}} one @param {{layer: Layer, group?: number | null}} other @returns {boolean} */
export function sameLayer(one, other) {
  return one.layer === other.layer && (one.group ?? null) === (other.group ?? null);
}
