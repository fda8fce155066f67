import { icon, make, part } from './dom.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { LastRead } from '../record/last_read.js'
 * @import { Edition, Paper, Place } from '../record/types.js'
 * @import { Pane } from './pane.js'
 * @import { Words } from './words.js'
 */

/** What a bar says, which buttons it has, and whether it stands beside the page or lies over it. */
/** @typedef {{key: string, sentence: string, badge?: string, buttons: HTMLElement[], over: boolean, put: () => void}} Saying */

/**
 * What the bars lead to.
 * @typedef {object} Ways
 * @property {(pane: Pane) => Place | null} like where all that a pane shows is the same in the newest version: it goes there by itself
 * @property {(pane: Pane, place: Place) => void} beside puts a page of a former version beside a pane
 * @property {(place: Place) => boolean} seen whether a page is on the desk already
 * @property {(paper: Paper) => Paper | undefined} errata the sheet of errata that belongs to a paper
 * @property {(paper: Paper) => void} open opens a paper beside
 * @property {(paper: Paper) => number} waiting how many of my marks wait for a place
 * @property {(pane: Pane) => void} tray shows them
 */

/** The line at a pane's head about versions: that the page was replaced, that a former version is read, or that it is new. */
export class ReplacedBar {
  #pane;
  #meeting;
  #lastRead;
  #ways;
  #words;
  #box;
  /** What was put away. @type {Set<string>} */
  #away = new Set();
  #shown = '';

  /**
   * @param {Pane} pane
   * @param {{meeting: Meeting, lastRead: LastRead, ways: Ways, words: Words}} parts
   */
  constructor(pane, { meeting, lastRead, ways, words }) {
    this.#pane = pane;
    this.#meeting = meeting;
    this.#lastRead = lastRead;
    this.#ways = ways;
    this.#words = words;
    this.#box = part(pane.root, '.pane-replaced', HTMLElement);
  }

  /** Says what there is to say of the page shown. */
  show() {
    const saying = this.#saying();
    const hidden = !saying || this.#away.has(saying.key);
    const key = hidden ? '' : saying.key;
    // Asked with each stroke: what is said already is left alone.
    if (key === this.#shown) return;
    this.#box.hidden = hidden;
    if (hidden) {
      this.#shown = '';
      this.#box.replaceChildren();
      return;
    }
    this.#shown = saying.key;
    this.#box.classList.toggle('over', saying.over);
    const text = make('p');
    if (saying.badge) text.append(make('strong', 'replaced-badge', saying.badge), ' ');
    text.append(saying.sentence);
    this.#box.replaceChildren(text, ...saying.buttons, this.#close(saying));
  }

  /** @returns {Saying | null} */
  #saying() {
    const { standing: { here }, navigator } = this.#pane;
    const { lineage } = this.#meeting;
    const paper = here && lineage.paper(here.version);
    if (!here || !paper) return null;
    if (!lineage.isOld(here.version)) return this.#fresh(here, paper) ?? this.#waits(paper);
    if (this.#ways.like(this.#pane)) return null;
    return this.#former(here, paper, navigator.dated);
  }

  /** Of a page of a version that was replaced. @param {Place} here @param {Paper} paper @param {boolean} dated whether it is read on purpose @returns {Saying} */
  #former(here, paper, dated) {
    const { lineage } = this.#meeting;
    const became = this.#pane.navigator.shown.map((page) => lineage.became({ ...here, page }));
    const worst = became.find((one) => one?.state === 'changed') ?? became.find((one) => one?.state === 'gone') ?? lineage.became(here);
    const apart = worst?.state === 'same' && !dated;
    const state = apart ? 'apart' : (worst?.state ?? 'unknown');
    const number = lineage.edition(here.version)?.number ?? '';
    const told = dated ? this.#words.say('replaced.former', { number }) : '';
    const more = state === 'same' || state === 'unknown' ? '' : this.#words.say(`replaced.${state}`);
    const way = state === 'changed' || apart ? 'replaced.to_page' : dated ? 'replaced.to_version' : 'replaced.to_paper';
    const place = worst?.place ?? { version: paper.version, page: 1 };
    const go = this.#button('go', way, () => {
      this.#pane.navigator.go(place);
      this.#pane.focus();
    }, 'primary');
    return {
      key: `${dated} ${here.version} ${here.page} ${state}`, sentence: [told, more].filter(Boolean).join(' '),
      buttons: [go, ...this.#errata(paper)], over: !dated, put: () => undefined,
    };
  }

  /** Of a page of the newest version that is new in it. @param {Place} here @param {Paper} paper @returns {Saying | null} */
  #fresh(here, paper) {
    const { lineage } = this.#meeting;
    const since = this.#lastRead.since(paper);
    const known = (since && lineage.edition(since)?.number) ?? Infinity;
    const found = this.#pane.navigator.shown.flatMap((page) => {
      const change = lineage.lastChange({ version: here.version, page });
      return change && change.edition.number > known ? [{ page, ...change }] : [];
    });
    const first = found.find(({ state }) => state === 'changed') ?? found[0];
    if (!first || found.every(({ page }) => this.#lastRead.isDone(paper, page))) return null;
    // Beside it lies what one has read.
    const before = lineage.origins({ version: here.version, page: first.page }).find(({ version }) => version === since) ?? first.before;
    const beside = before && !this.#ways.seen(before) ? [this.#button('panes', 'replaced.beside', () => this.#ways.beside(this.#pane, before))] : [];
    return {
      key: `fresh ${here.version} ${first.page} ${beside.length} ${this.#ways.waiting(paper)}`, badge: this.#words.say('replaced.badge'),
      sentence: this.#words.say(`replaced.is_${first.state}`, { when: when(first.edition) }),
      // Beside the former page it hides nothing: whoever compares the two wants to see all of both.
      buttons: [...beside, ...this.#errata(paper), ...this.#toTray(paper, 'tray.some')], over: !before || beside.length > 0,
      put: () => this.#lastRead.done(paper, found.map(({ page }) => page)),
    };
  }

  /** Marks of mine wait for a place. @param {Paper} paper @returns {Saying | null} */
  #waits(paper) {
    const buttons = this.#toTray(paper, 'tray.open');
    if (!buttons.length) return null;
    const count = this.#ways.waiting(paper);
    return { key: `tray ${paper.version} ${count}`, sentence: this.#words.say('tray.waits', { count }), buttons, over: true, put: () => undefined };
  }

  /** @param {Paper} paper @param {string} key of the button's word @returns {HTMLElement[]} */
  #toTray(paper, key) {
    const count = this.#ways.waiting(paper);
    return count ? [this.#button('list', key, () => this.#ways.tray(this.#pane), '', { count })] : [];
  }

  /** @param {Paper} paper @returns {HTMLElement[]} */
  #errata(paper) {
    const sheet = this.#ways.errata(paper);
    return sheet ? [this.#button('text', 'replaced.errata', () => this.#ways.open(sheet))] : [];
  }

  /** @param {Saying} saying @returns {HTMLElement} */
  #close({ key, put }) {
    const close = this.#button('close', 'close', () => {
      this.#away.add(key);
      put();
      this.show();
      this.#pane.focus();
    });
    close.classList.add('replaced-close');
    return close;
  }

  /** @param {string} drawn the icon @param {string} key of its word @param {() => void} deed @param {string} [kind] @param {Record<string, number>} [values] @returns {HTMLButtonElement} */
  #button(drawn, key, deed, kind = '', values = {}) {
    const button = make('button', `control ${kind}`);
    button.type = 'button';
    button.append(icon(drawn), make('span', '', this.#words.say(key, values)));
    button.addEventListener('click', deed);
    return button;
  }
}

/** @param {Edition} edition @returns {string} when it came, to the minute */
export function when({ issued_at: at }) {
  return new Date(at).toLocaleString(document.documentElement.lang, { month: 'numeric', day: 'numeric', hour: 'numeric', minute: '2-digit', hour12: false });
}
