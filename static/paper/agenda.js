import { icon, make, the } from './dom.js';

/**
 * @import { Meeting } from '../record/meeting.js'
 * @import { Paper } from '../record/types.js'
 * @import { Words } from './words.js'
 */

/** The order of the day at the side: items and their papers; a drawer where the screen is narrow. */
export class AgendaList {
  #meeting;
  #words;
  #wishes;
  #box = the('agenda-items', HTMLElement);
  #panel = the('agenda', HTMLElement);
  #toggle = the('agenda-toggle', HTMLButtonElement);
  #shade = the('agenda-shade', HTMLElement);
  #wide = false;
  #open = false;
  /** Whether it has made room, until it is asked for. */
  #tucked = false;

  /**
   * @param {Meeting} meeting
   * @param {Words} words
   * @param {{open: (paper: Paper) => void, beside: (paper: Paper) => void, waits: (paper: Paper) => boolean}} wishes `waits` says whether it was replaced and that was not read yet
   */
  constructor(meeting, words, wishes) {
    this.#meeting = meeting;
    this.#words = words;
    this.#wishes = wishes;
    this.#toggle.addEventListener('click', () => this.#turn(!this.#open));
    the('agenda-close', HTMLButtonElement).addEventListener('click', () => this.#leave());
    this.#shade.addEventListener('click', () => this.#leave());
    this.#panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#leave();
    });
    this.#turn(false);
    // The toggle is sized in rem: it tells when the text grows, the body when the tablet is turned.
    const sizes = new ResizeObserver(() => this.#fit());
    for (const element of [document.body, this.#toggle]) sizes.observe(element);
  }

  /** Lists all items anew. */
  list() {
    const { agenda, papers } = this.#meeting;
    const known = new Set(agenda.map((item) => item.item));
    const parts = agenda.map((item) => this.#part(
      this.#words.say('item_number', { number: item.number }), item.title,
      papers.filter((paper) => paper.item === item.item),
    ));
    const loose = papers.filter((paper) => paper.item === null || !known.has(paper.item));
    if (loose.length) parts.push(this.#part('', agenda.length ? this.#words.say('loose_papers') : '', loose));
    this.#box.replaceChildren(...parts);
  }

  /** Marks the paper that is open, the one that is called, and those that were replaced. @param {number | null} here version @param {number | null} called version */
  mark(here, called) {
    const open = this.#meeting.paper(here ?? 0)?.version ?? here;
    for (const found of this.#box.querySelectorAll('button.paper')) {
      if (!(found instanceof HTMLElement)) continue;
      const version = Number(found.dataset.version);
      if (version === open) found.setAttribute('aria-current', 'true');
      else found.removeAttribute('aria-current');
      found.querySelector('.called')?.toggleAttribute('hidden', version !== called);
      const paper = this.#meeting.paper(version);
      found.querySelector('.replaced-badge')?.toggleAttribute('hidden', !paper || !this.#wishes.waits(paper));
    }
  }

  /** @param {string} number @param {string} title @param {Paper[]} papers @returns {HTMLElement} */
  #part(number, title, papers) {
    const part = make('section', 'item');
    const head = make('h3');
    if (number) head.append(make('span', 'item-number', number));
    head.append(make('span', '', title));
    if (number || title) part.append(head);
    const list = make('ul');
    list.append(...papers.map((paper) => this.#paper(paper)));
    if (papers.length) part.append(list);
    return part;
  }

  /** @param {Paper} paper @returns {HTMLElement} */
  #paper(paper) {
    const line = make('li');
    const button = make('button', 'paper');
    button.type = 'button';
    button.dataset.version = String(paper.version);
    const called = make('span', 'called', this.#words.say('turn.called_here'));
    called.hidden = true;
    const replaced = make('span', 'replaced-badge', this.#words.say('replaced.badge'));
    replaced.hidden = true;
    button.append(make('span', 'paper-name', paper.name), replaced, called);
    button.addEventListener('click', () => {
      if (!this.#wide) this.#leave();
      this.#wishes.open(paper);
    });
    line.append(button, this.#beside(paper));
    return line;
  }

  /** The extra tap that puts a paper beside those on the desk. @param {Paper} paper @returns {HTMLElement} */
  #beside(paper) {
    const button = make('button', 'control beside');
    button.type = 'button';
    button.append(icon('panes'), make('span', '', this.#words.say('panes.beside')));
    button.setAttribute('aria-label', this.#words.say('panes.beside_of', { paper: paper.name }));
    button.addEventListener('click', () => this.#wishes.beside(paper));
    return button;
  }

  /** Makes room for papers side by side. */
  tuck() {
    this.#tucked = true;
    this.#turn(false);
  }

  /** Whether the list stands beside the page is read.css's to decide. */
  #fit() {
    const wide = getComputedStyle(this.#panel).position !== 'fixed';
    if (wide === this.#wide) return;
    this.#wide = wide;
    this.#turn(wide && !this.#tucked);
  }

  #leave() {
    this.#turn(false);
    this.#toggle.focus();
  }

  /** @param {boolean} open */
  #turn(open) {
    this.#open = open;
    this.#panel.hidden = !open;
    this.#shade.hidden = !open || this.#wide;
    this.#toggle.setAttribute('aria-expanded', String(open));
    document.getElementById('reader')?.classList.toggle('with-agenda', open);
    if (open && !this.#wide) the('agenda-close', HTMLButtonElement).focus();
  }
}
