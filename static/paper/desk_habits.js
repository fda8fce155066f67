/**
 * @import { Habits } from '../record/habits.js'
 * @import { Meeting } from '../record/meeting.js'
 * @import { Paper } from '../record/types.js'
 * @import { Workspace } from './workspace.js'
 */

/** A desk is written down when it has been still for so long, ms. */
const STILL = 300;

/** Lays the papers as somebody left them on this tablet, and remembers how they are left. */
export class DeskHabits {
  #habits;
  #meeting;
  #workspace;
  /** @type {number | undefined} */
  #timer;

  /** @param {Habits} habits @param {Meeting} meeting @param {Workspace} workspace */
  constructor(habits, meeting, workspace) {
    this.#habits = habits;
    this.#meeting = meeting;
    this.#workspace = workspace;
  }

  /** @returns {string} */
  get #name() {
    return `${this.#meeting.facts.id}/${this.#meeting.me.id}`;
  }

  /** Papers that were replaced since the desk was left, or while a page of them is called: what became of them must be known before it is laid. @returns {Paper[]} */
  get replaced() {
    const { lineage, floor } = this.#meeting;
    const places = this.#habits.desk(this.#name)?.panes.map(({ place }) => place.version) ?? [];
    return [...places, floor.version ?? 0].filter((version) => lineage.isOld(version)).flatMap((version) => lineage.paper(version) ?? []);
  }

  /** Lays what is remembered and still there; who followed the called page follows it again. */
  restore() {
    const desk = this.#habits.desk(this.#name);
    const { lineage } = this.#meeting;
    const left = desk?.panes.filter(({ place }) => this.#meeting.paper(place.version)) ?? [];
    // Only what was a former version already, and was read as such, is shown again as it was.
    const known = left.map((pane) => ({ ...pane, place: pane.dated ? pane.place : lineage.onward(pane.place) }));
    const workspace = this.#workspace;
    known.forEach(({ place, weight, follows }, i) => {
      const pane = i ? workspace.beside() : workspace.active;
      pane.weigh(weight);
      if (follows) workspace.follow(pane);
      if (follows && desk?.followed && pane.standing.called) pane.standing.join();
      else if (follows && !desk?.followed) pane.standing.wander(place, true);
      else pane.standing.begin(place);
    });
    const active = known.findIndex((pane) => pane.active);
    workspace.activate(workspace.panes[active] ?? workspace.active);
  }

  /** From now on every change is remembered. */
  watch() {
    this.#workspace.moved.listen(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#keep(), STILL);
    });
    addEventListener('pagehide', () => this.#keep());
  }

  #keep() {
    const { panes, active, follower, standing } = this.#workspace;
    const laid = panes.flatMap((pane) => {
      const place = pane.standing.here;
      return place ? [{ place, weight: pane.weight, active: pane === active, follows: pane === follower, dated: pane.navigator.dated }] : [];
    });
    if (laid.length) this.#habits.keepDesk(this.#name, { panes: laid, followed: standing.following });
  }
}
