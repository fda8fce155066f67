import { Aloud } from './aloud.js';
import { part } from './dom.js';

/**
 * @import { Words } from './words.js'
 */

const GO_ON = 'gijo-words-on';

/** The buttons that have the words of a page read aloud, and the mark on what is being read. */
export class ReadingAloud {
  #aloud = new Aloud();
  #bar;
  #text;
  #words;
  #start;
  #stop;
  #on;
  #why;
  /** The next page is being fetched to be read on. */
  #goesOn = false;

  /** @param {HTMLElement} bar @param {HTMLElement} text @param {Words} words @param {() => void} turn to the next page, where that is mine to do */
  constructor(bar, text, words, turn) {
    this.#bar = bar;
    this.#text = text;
    this.#words = words;
    this.#start = part(bar, '.words-aloud', HTMLButtonElement);
    this.#stop = part(bar, '.words-stop', HTMLButtonElement);
    this.#on = part(bar, '.words-on', HTMLInputElement);
    this.#why = part(bar, '.words-why', HTMLElement);
    this.#on.checked = localStorage.getItem(GO_ON) === 'yes';
    this.#on.addEventListener('change', () => localStorage.setItem(GO_ON, this.#on.checked ? 'yes' : 'no'));
    this.#start.addEventListener('click', () => this.#press());
    this.#stop.addEventListener('click', () => this.stop());
    this.#aloud.changed.listen(() => this.#show());
    this.#aloud.reached.listen((at) => this.#mark(at));
    this.#aloud.ended.listen(() => {
      this.#goesOn = this.#on.checked;
      if (this.#goesOn) turn();
    });
    this.#show();
  }

  /** Other words lie there: what was being read goes on with them. @param {boolean} some whether there are any */
  take(some) {
    const speaking = this.#goesOn || this.#aloud.state === 'speaking';
    this.stop();
    this.#start.disabled = !some || !this.#aloud.voice;
    if (speaking && some) this.#begin();
  }

  stop() {
    this.#goesOn = false;
    // The button that stops is about to vanish.
    if (document.activeElement === this.#stop) this.#start.focus();
    this.#aloud.stop();
  }

  #begin() {
    this.#aloud.begin(this.#said.map(({ textContent }) => textContent ?? ''));
  }

  #press() {
    if (this.#aloud.state === 'speaking') this.#aloud.pause();
    else if (this.#aloud.state === 'paused') this.#aloud.resume();
    else this.#begin();
  }

  /** @returns {HTMLElement[]} */
  get #said() {
    return [...this.#text.querySelectorAll('.said')].filter((one) => one instanceof HTMLElement);
  }

  /** @param {number} at */
  #mark(at) {
    this.#text.querySelector('.being-read')?.classList.remove('being-read');
    const said = this.#said[at];
    said?.classList.add('being-read');
    said?.scrollIntoView({ block: 'nearest' });
  }

  #show() {
    const { state, voice } = this.#aloud;
    const key = { silent: 'start', speaking: 'pause', paused: 'resume' }[state];
    part(this.#start, 'span', HTMLElement).textContent = this.#words.say(voice ? `aloud.${key}` : 'aloud.none');
    part(this.#start, 'use', SVGUseElement).setAttribute('href', state === 'speaking' ? '#icon-pause' : '#icon-play');
    this.#start.disabled = !voice || !this.#said.length;
    part(this.#bar, '.check', HTMLElement).hidden = !voice;
    this.#stop.hidden = state === 'silent';
    this.#why.textContent = voice ? '' : this.#words.say('aloud.none_more');
  }
}
