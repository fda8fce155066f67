import { NotGiven, readDifferences } from '../record/api.js';
import { HitMarks } from './hit_marks.js';

/**
 * @import { Lineage } from '../record/lineage.js'
 * @import { Corners, PageDifferences } from '../record/types.js'
 * @import { Pane } from './pane.js'
 * @import { Box } from './viewport.js'
 * @import { Workspace } from './workspace.js'
 */

/** Where two pages lie side by side of which one took the other's place, what differs is marked on both. */
export class Differences {
  #workspace;
  #lineage;
  /** @type {Map<string, Promise<PageDifferences | null>>} */
  #asked = new Map();
  /** @type {WeakMap<Pane, HitMarks>} */
  #marks = new WeakMap();
  /** Counts the lookings, so that a late answer knows that it is late. */
  #look = 0;

  /** @param {Workspace} workspace @param {Lineage} lineage */
  constructor(workspace, lineage) {
    this.#workspace = workspace;
    this.#lineage = lineage;
  }

  /** From now on a pane is marked too. @param {Pane} pane */
  adopt(pane) {
    this.#marks.set(pane, new HitMarks(pane, 'differs'));
    pane.navigator.arrived.listen(() => void this.show());
  }

  /** Marks anew what lies on the desk now. */
  async show() {
    const look = this.#look += 1;
    const { panes } = this.#workspace;
    const found = await Promise.all(panes.map((pane) => this.#pairOf(pane)));
    if (look !== this.#look) return;
    /** @type {Map<Pane, Map<number, Corners[]>>} */
    const places = new Map(panes.map((pane) => [pane, new Map()]));
    for (const pair of found) {
      if (!pair) continue;
      places.get(pair.former.pane)?.set(pair.former.page, pair.differs.old);
      places.get(pair.newer.pane)?.set(pair.newer.page, pair.differs.new);
    }
    for (const [pane, boxes] of places) this.#marks.get(pane)?.show((page) => [(boxes.get(page) ?? []).map(box)], null);
  }

  /** @param {Pane} former a pane that may show what was replaced by what another one shows */
  async #pairOf(former) {
    const { standing: { here }, navigator } = former;
    if (!here || !this.#lineage.isOld(here.version)) return null;
    for (const page of navigator.shown) {
      const place = { version: here.version, page };
      const became = this.#lineage.became(place);
      const change = became?.state === 'changed' ? this.#lineage.changeOf(place) : null;
      const newer = this.#workspace.panes.find((pane) => (
        pane.standing.here?.version === became?.place.version && pane.navigator.shown.includes(became?.place.page ?? 0)));
      const differs = change && newer ? await this.#ask(change) : null;
      if (differs && newer) return { former: { pane: former, page }, newer: { pane: newer, page: became?.place.page ?? 0 }, differs };
    }
    return null;
  }

  /** @param {NonNullable<ReturnType<Lineage['changeOf']>>} change @returns {Promise<PageDifferences | null>} null where it can't be had now */
  #ask({ version, page, far }) {
    const key = `${version}/${page}/${far?.since}`;
    const asked = this.#asked.get(key);
    if (asked) return asked;
    const answer = readDifferences(version, page, far).catch((trouble) => {
      if (!(trouble instanceof NotGiven)) this.#asked.delete(key);
      return null;
    });
    this.#asked.set(key, answer);
    return answer;
  }
}

/** @param {Corners} corners @returns {Box} */
function box([left, top, right, bottom]) {
  return { x: left, y: top, width: right - left, height: bottom - top };
}
