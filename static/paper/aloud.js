import { Signal } from '../record/signal.js';

/** @typedef {'silent' | 'speaking' | 'paused'} Voice */

/**
 * Reads sentences aloud with the device's own Japanese voice, one after the other.
 *
 * Each sentence is handed over by itself: so it is known which one is being read, and pausing is
 * stopping and beginning that sentence again, which all devices can do.
 */
export class Aloud {
  /** @type {Voice} */
  state = 'silent';
  /** @type {Signal<void>} */
  changed = new Signal();
  /** The sentence being read, by its place in what was given; -1: none. @type {Signal<number>} */
  reached = new Signal();
  /** All was read to its end. @type {Signal<void>} */
  ended = new Signal();
  #synthesis = 'speechSynthesis' in window ? speechSynthesis : null;
  /** @type {string[]} */
  #sentences = [];
  #at = 0;
  /** Counts what was begun, so that the end of something stopped is known as such. */
  #turn = 0;

  constructor() {
    // Voices come late, and where the device gets another one.
    this.#synthesis?.addEventListener?.('voiceschanged', () => this.changed.send());
    addEventListener('pagehide', () => this.stop());
  }

  /** The Japanese voice of this device, its own before one of the net; null where there is none. @returns {SpeechSynthesisVoice | null} */
  get voice() {
    const japanese = this.#synthesis?.getVoices().filter(({ lang }) => /^ja\b/i.test(lang)) ?? [];
    return japanese.find(({ localService }) => localService) ?? japanese[0] ?? null;
  }

  /** @param {string[]} sentences */
  begin(sentences) {
    this.#sentences = sentences;
    this.#at = 0;
    this.#speak();
  }

  pause() {
    if (this.state !== 'speaking') return;
    this.#hush();
    this.#enter('paused');
  }

  resume() {
    if (this.state === 'paused') this.#speak();
  }

  stop() {
    if (this.state === 'silent') return;
    this.#hush();
    this.reached.send(-1);
    this.#enter('silent');
  }

  #hush() {
    this.#turn += 1;
    this.#synthesis?.cancel();
  }

  #speak() {
    this.#hush();
    const { voice } = this;
    const sentence = this.#sentences[this.#at];
    if (!voice || !this.#synthesis) return this.#enter('silent');
    if (sentence === undefined) return this.#finish();
    const turn = this.#turn;
    const utterance = new SpeechSynthesisUtterance(sentence);
    Object.assign(utterance, { voice, lang: voice.lang });
    const next = () => {
      if (turn !== this.#turn) return;
      this.#at += 1;
      this.#speak();
    };
    utterance.addEventListener('end', next);
    // What can't be spoken is passed over: the rest is worth hearing.
    utterance.addEventListener('error', next);
    this.#enter('speaking');
    this.reached.send(this.#at);
    this.#synthesis.speak(utterance);
  }

  #finish() {
    this.reached.send(-1);
    this.#enter('silent');
    this.ended.send();
  }

  /** @param {Voice} state */
  #enter(state) {
    this.state = state;
    this.changed.send();
  }
}
