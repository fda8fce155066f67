import { the } from './dom.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Navigator } from './navigator.js'
 * @import { Standing } from './place.js'
 * @import { Words } from './words.js'
 * @import { PageView, Showing } from './view.js'
 */

const button = (/** @type {string} */ id) => the(id, HTMLButtonElement);

/** What stands around the page: title, page number, state of the meeting, and words where no page is. */
export class Chrome {
  #meeting;
  #standing;
  #navigator;
  #view;
  #words;

  /** @param {{meeting: Meeting, standing: Standing, navigator: Navigator, view: PageView, words: Words}} parts */
  constructor({ meeting, standing, navigator, view, words }) {
    this.#meeting = meeting;
    this.#standing = standing;
    this.#navigator = navigator;
    this.#view = view;
    this.#words = words;
    button('previous').addEventListener('click', () => navigator.turn(-1));
    button('next').addEventListener('click', () => navigator.turn(1));
    view.showing.listen((showing) => this.#explain(showing));
    navigator.failed.listen(() => this.#say(words.say('empty.broken'), true));
    navigator.arrived.listen(() => this.#announce());
  }

  /** Says anew where we are. */
  show() {
    const { here } = this.#standing;
    const paper = here && this.#meeting.paper(here.version);
    const { pages } = this.#navigator;
    the('paper-title', HTMLElement).textContent = paper?.name ?? this.#words.say('no_paper_open');
    the('meeting-state', HTMLElement).textContent = this.#words.say(`state.${this.#meeting.facts.state}`);
    const number = button('page-number');
    number.textContent = here ? this.#words.say('page_of', { page: here.page, pages }) : '–';
    number.setAttribute('aria-label', `${number.textContent} ${this.#words.say('turn.go_to')}`);
    for (const id of ['page-number', 'all-pages', 'zoom']) button(id).disabled = !here;
    button('previous').disabled = !here || here.page <= 1;
    button('next').disabled = !here || here.page >= pages;
    if (!this.#meeting.papers.length) this.#say(this.#words.say('empty.no_paper'), false);
  }

  /** Says whether the zoom button enlarges or shows all. */
  showZoom() {
    const { zoomed } = this.#view.viewport;
    const word = button('zoom').querySelector('span');
    if (word) word.textContent = this.#words.say(zoomed ? 'turn.whole' : 'turn.wider');
  }

  /** @param {Showing} showing */
  #explain(showing) {
    const { here } = this.#standing;
    if (showing === 'shown') the('empty', HTMLElement).hidden = true;
    else if (showing === 'waiting') this.#say(this.#words.say('empty.loading', { page: here?.page ?? 0 }), false);
    else if (!navigator.onLine || the('line', HTMLElement).dataset.line === 'down') this.#say(this.#words.say('empty.offline'), true);
    else this.#say(`${this.#words.say('empty.failed')}\n${this.#words.say('empty.failed_more')}`, true);
  }

  /** @param {string} sentence @param {boolean} retry */
  #say(sentence, retry) {
    the('empty-text', HTMLElement).textContent = sentence;
    the('empty', HTMLElement).hidden = false;
    button('retry').hidden = !retry;
  }

  #announce() {
    const { here } = this.#standing;
    if (!here) return;
    const paper = this.#meeting.paper(here.version)?.name ?? '';
    const where = this.#words.say('where', { paper, page: here.page });
    the('announcer', HTMLElement).textContent = where;
    the('picture', HTMLElement).setAttribute('aria-label', where);
  }
}
