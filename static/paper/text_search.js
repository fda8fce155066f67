import { ask, askOn, searchHere } from '../record/text_hits.js';
import { firstToLast } from './book.js';
import { HitMarks, bringIntoSight } from './hit_marks.js';
import { SearchPanel } from './search_panel.js';

/**
 * @import { Live } from '../record/live.js'
 * @import { PageTexts } from '../record/page_texts.js'
 * @import { Answer } from '../record/text_hits.js'
 * @import { Box } from './viewport.js'
 * @import { Spot } from './hit_marks.js'
 * @import { Pane } from './pane.js'
 * @import { Versions } from './versions.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

/** Looks for words in the paper in hand, marks them on every pane that shows it, and goes from one to the next. */
export class TextSearch {
  #workspace;
  #versions;
  #words;
  #live;
  #panel;
  #texts;
  /** @type {WeakMap<Pane, HitMarks>} */
  #marks = new WeakMap();
  #q = '';
  /** The paper that was searched. @type {number | null} */
  #version = null;
  /** @type {Answer | null} */
  #answer = null;
  /** @type {Spot | null} */
  #now = null;
  /** What one wished for before the answer was there. @type {'here' | 1 | -1 | null} */
  #wish = null;
  #asking = new AbortController();

  /** @param {{workspace: Workspace, versions: Versions, texts: PageTexts, live: Live, words: Words}} parts */
  constructor({ workspace, versions, texts, live, words }) {
    this.#texts = texts;
    this.#workspace = workspace;
    this.#versions = versions;
    this.#words = words;
    this.#live = live;
    this.#panel = new SearchPanel(words, (page) => this.#label(page));
    this.#panel.asked.listen((q) => this.#ask(q));
    this.#panel.stepped.listen((way) => this.#step(way));
    this.#panel.wanting.listen(() => void this.#askOn());
    this.#panel.closed.listen(() => this.close());
    this.#panel.chosen.listen((page) => {
      if (this.#panel.over) this.#panel.shrink(true);
      void this.#go({ page, nth: 0 });
    });
    workspace.moved.listen(() => this.#heedPaper());
    // Page numbers and words may be found while one reads.
    versions.learnt.listen(({ version }) => {
      if (this.#panel.open && version === this.#version && !this.#panel.busy) this.#look();
    });
    live.lines.listen((line) => {
      if (line === 'open' && this.#panel.open && this.#answer?.only !== null) this.#look();
    });
    document.addEventListener('keydown', (event) => this.#key(event));
  }

  /** From now on words are marked in this pane too. @param {Pane} pane */
  adopt(pane) {
    this.#marks.set(pane, new HitMarks(pane));
    pane.navigator.arrived.listen(() => this.#mark(pane));
  }

  /** @param {string} [q] the words to begin with, else the last ones */
  open(q = this.#q) {
    this.#panel.show(q, false);
    this.#ask(q);
  }

  /** Marks words on the page that was come for, and keeps the panel slim. @param {string} q */
  arrive(q) {
    this.#panel.show(q, true);
    this.#wish = 'here';
    this.#ask(q);
  }

  close() {
    this.#asking.abort();
    this.#panel.hide();
    [this.#answer, this.#now, this.#version] = [null, null, null];
    this.#markAll();
    this.#workspace.active.focus();
  }

  /** @param {string} q */
  #ask(q) {
    const version = this.#workspace.active.standing.here?.version ?? null;
    if (q === this.#q && version === this.#version) return;
    this.#q = q;
    this.#version = version;
    this.#now = null;
    this.#look();
  }

  /** Another paper is in hand: the words are looked for in that one. */
  #heedPaper() {
    if (this.#panel.open) this.#ask(this.#q);
  }

  #look() {
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#panel.wait();
    void this.#find(this.#asking.signal);
  }

  /** @param {AbortSignal} signal */
  async #find(signal) {
    const [version, q] = [this.#version, this.#q.trim()];
    if (!q || version === null) return this.#take(null, '');
    const facts = this.#versions.now(version) ?? await this.#versions.get(version).catch(() => null);
    if (signal.aborted) return;
    if (facts?.text === false) return this.#take(null, this.#words.say('search.scan'));
    try {
      if (this.#live.line === 'down') throw new Error('the line is down');
      const answer = await ask(q, version, signal);
      if (!signal.aborted) this.#take(answer, '');
    } catch {
      if (signal.aborted) return;
      const answer = await searchHere(q, facts ?? { digest: '', pages: 0 }, this.#texts, signal).catch(() => null);
      if (!answer || signal.aborted) return;
      const note = answer.only === facts?.pages ? 'search.all_here' : answer.only ? 'search.only_here' : 'search.needs_line';
      this.#take(answer.only ? answer : { ...answer, words: [] }, this.#words.say(note, { count: answer.only ?? 0 }));
    }
  }

  /** @param {Answer | null} answer @param {string} note */
  #take(answer, note) {
    this.#answer = answer;
    const [wish, { here }] = [this.#wish, this.#workspace.active.standing];
    this.#wish = null;
    if (wish === 'here' && here && answer?.pages.includes(here.page)) this.#now = { page: here.page, nth: 0 };
    this.#panel.tell(answer, note);
    this.#markAll();
    if (wish === 1 || wish === -1) this.#step(wish);
    else if (this.#now) void this.#go(this.#now);
  }

  async #askOn() {
    if (!this.#answer || this.#version === null) return;
    const { signal } = this.#asking;
    try {
      const answer = await askOn(this.#q.trim(), this.#version, this.#answer, signal);
      if (signal.aborted) return;
      this.#answer = answer;
      this.#panel.tell(answer, '');
      this.#panel.point(answer, this.#now);
    } catch {
      if (!signal.aborted) this.#panel.tell(this.#answer, this.#words.say('search.needs_line'));
    }
  }

  /** To the next place of the words, or the one before: from the one looked at, else from the page one reads. @param {1 | -1} way */
  #step(way) {
    if (this.#panel.busy) this.#wish = way;
    const { here } = this.#workspace.active.standing;
    const pages = this.#answer?.pages ?? [];
    if (this.#panel.busy || !here || !pages.length) return;
    const now = this.#now && this.#shows(this.#workspace.active, this.#now.page) ? this.#now : null;
    const nth = now ? now.nth + way : -1;
    if (now && nth >= 0 && nth < this.#times(now.page)) return void this.#go({ page: now.page, nth });
    const from = now?.page ?? here.page;
    const page = way > 0
      ? pages.find((one) => one > from || (!now && one === from)) ?? pages[0]
      : pages.findLast((one) => one < from) ?? pages.at(-1);
    if (page) void this.#go({ page, nth: way > 0 ? 0 : -1 });
  }

  /** @param {Spot} spot the place to look at; -1 is the last one of its page */
  async #go({ page, nth }) {
    const pane = this.#workspace.active;
    const { navigator } = pane;
    const version = this.#version;
    if (version === null) return;
    // The way back leads to where one read before the first hit.
    const stepping = this.#now !== null && this.#shows(pane, this.#now.page);
    this.#now = { page, nth: nth < 0 ? Math.max(0, this.#times(page) - 1) : nth };
    if (!this.#shows(pane, page)) navigator.go({ version, page }, stepping);
    this.#markAll();
    const digest = this.#digest();
    const text = digest && await this.#texts.load(digest, page).catch(() => null);
    if (!text || this.#now?.page !== page || this.#version !== version) return;
    if (nth < 0) this.#now = { page, nth: Math.max(0, this.#times(page) - 1) };
    this.#markAll();
    const [box] = this.#places(page)[this.#now.nth] ?? [];
    if (!box || bringIntoSight(pane, page, box) || !this.#shows(pane, page)) return;
    navigator.go({ version, page, half: pane.view.open?.place.half === 2 ? 1 : 2 }, true);
  }

  #markAll() {
    for (const pane of this.#workspace.panes) this.#mark(pane);
    this.#panel.point(this.#answer, this.#now);
  }

  /** Marks what is here now, with the picture, and fetches what is missing and what may come next. @param {Pane} pane */
  #mark(pane) {
    const { open } = pane.view;
    const marks = this.#marks.get(pane);
    const pages = this.#answer?.pages;
    if (!open || !pages?.length || open.book.facts.version !== this.#version) return marks?.clear();
    marks?.show((page) => this.#places(page), this.#now);
    const { digest } = open.book.facts;
    const shown = open.sheet.leaves.map(({ page }) => page).filter((page) => pages.includes(page));
    for (const page of shown) {
      if (!this.#texts.now(digest, page)) this.#texts.load(digest, page).then(() => this.#markAll(), () => undefined);
    }
    const { page } = open.place;
    for (const near of [pages.find((one) => one > page), pages.findLast((one) => one < page)]) {
      if (near) this.#texts.load(digest, near).catch(() => undefined);
    }
  }

  /** @param {Pane} pane @param {number} page @returns {boolean} */
  #shows({ view: { open } }, page) {
    return open?.book.facts.version === this.#version && open.sheet.leaves.some((leaf) => leaf.page === page);
  }

  /** @returns {string | undefined} */
  #digest() {
    return this.#version === null ? undefined : this.#versions.now(this.#version)?.digest;
  }

  /** @param {number} page @returns {Box[][]} */
  #places(page) {
    const digest = this.#digest();
    const words = this.#answer?.words ?? [];
    return (digest && this.#answer?.pages.includes(page) && this.#texts.now(digest, page)?.places(words)) || [];
  }

  /** How often the words stand on a page. @param {number} page @returns {number} */
  #times(page) {
    return this.#places(page).length || (this.#answer?.lines.find((line) => line.page === page)?.times ?? 1);
  }

  /** @param {number} page @returns {string} */
  #label(page) {
    const labels = (this.#version !== null && this.#versions.now(this.#version)?.labels?.[page - 1]?.filter(Boolean)) || [];
    const label = firstToLast(labels);
    return label ? this.#words.say('find.page', { label }) : this.#words.say('find.nth', { page });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const looking = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f';
    if (looking) this.open();
    else if (event.key === 'Escape' && this.#panel.open) this.close();
    else return;
    event.preventDefault();
  }
}
