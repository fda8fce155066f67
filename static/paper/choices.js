import { Signal } from '../record/signal.js';

/**
 * @import { Habits } from '../record/habits.js'
 * @import { Choice, VersionFacts } from '../record/types.js'
 */

const UPRIGHT = matchMedia('(orientation: portrait)');

/** How each paper is viewed on this tablet: as somebody chose here, else as suits the way it is held. */
export class Choices {
  #habits;
  /** A paper is viewed another way now; null: any may be, since the tablet was turned. @type {Signal<number | null>} */
  changed = new Signal();

  /** @param {Habits} habits */
  constructor(habits) {
    this.#habits = habits;
    UPRIGHT.addEventListener('change', () => this.changed.send(null));
  }

  /** @param {VersionFacts} facts @returns {Choice} */
  of(facts) {
    const chosen = this.#habits.view(facts.paper);
    if (chosen && offered(facts).includes(chosen)) return chosen;
    return UPRIGHT.matches && facts.spreads?.length ? 'halves' : 'whole';
  }

  /** @param {VersionFacts} facts @param {Choice} choice */
  choose(facts, choice) {
    this.#habits.keepView(facts.paper, choice);
    this.changed.send(facts.paper);
  }
}

/** The ways in which a paper can be viewed at all. @param {VersionFacts} facts @returns {Choice[]} */
export function offered({ pages, spreads = [] }) {
  /** @type {Choice[]} */
  const ways = ['whole'];
  if (spreads.length) ways.push('halves');
  if (pages - spreads.length > 1) ways.push('double');
  return ways;
}
