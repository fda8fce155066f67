import { named } from './furigana.js';

/**
 * @import { Attendance, PersonFacts } from '../record/types.js'
 * @import { Words } from './words.js'
 */

/** So many names are read out; the names of a whole council would push the buttons off the screen. */
const MOST_NAMED = 8;

/**
 * How many are there of those needed, and who has no mark, as it is said before opening; names with furigana.
 * @param {Attendance} attendance
 * @param {Record<string, PersonFacts>} people
 * @param {string} clause what a quorum rests on
 * @param {Words} words
 * @returns {{count: string, unmarked: string}}
 */
export function quorumWords({ present, needed, fixed, marked, unmarked }, people, clause, words) {
  const lacking = needed - present;
  const count = words.say(lacking > 0 ? 'step.short' : 'step.reached', { present, needed, fixed, lacking })
    + (lacking > 0 && clause ? words.say('step.clause', { clause }) : '');
  if (!marked) return { count, unmarked: words.say('step.nobody_marked') };
  if (!unmarked.length) return { count, unmarked: '' };
  const names = unmarked.map((id) => named(people[String(id)])).join(words.say('step.and'));
  const listed = unmarked.length <= MOST_NAMED ? words.say('step.named', { names }) : '';
  return { count, unmarked: words.say('step.unmarked', { n: unmarked.length, named: listed }) };
}
