import { make, the } from '../paper/dom.js';
import { merge } from './merging.js';
import { say } from './words.js';

/** How long a done thing stays written at the top, in ms. */
const TOLD_FOR = 8_000;

/** The preparing screen as the server has it: fetched again, and its forms sent, without leaving it. */
export class Screen {
  #address = location.pathname;
  /** One thing after the other, so that answers come in the order of the questions. */
  #turn = Promise.resolve();
  #again = false;
  #shown;

  /** @param {() => void} shown called whenever something was put in place */
  constructor(shown) {
    this.#shown = shown;
  }

  /** Shows what changed on the server; several wishes at once are one. @returns {Promise<void>} */
  refresh() {
    if (this.#again) return this.#turn;
    this.#again = true;
    return this.#next(async () => {
      this.#again = false;
      await this.#show(await fetch(this.#address), '');
    });
  }

  /**
   * Sends a form and shows the answer: what was done, or what is wrong beside its field.
   * @param {HTMLFormElement} form
   * @param {HTMLElement | null} submitter
   */
  send(form, submitter) {
    const given = new FormData(form);
    if (submitter instanceof HTMLButtonElement && submitter.name) given.append(submitter.name, submitter.value);
    const part = form.closest('[data-rows] > *, [data-part]');
    const [sent, then] = [part?.id ?? '', form.dataset.then];
    part?.setAttribute('aria-busy', 'true');
    return this.#next(async () => {
      const answer = await fetch(form.action, { method: 'POST', body: given });
      await this.#show(answer, sent);
      const place = document.getElementById(sent);
      const fault = place?.querySelector('[aria-invalid]') ?? place?.querySelector('.fault');
      const focus = fault ?? (then && answer.ok ? document.getElementById(then) : null);
      if (focus instanceof HTMLElement) focus.focus();
    }).finally(() => part?.removeAttribute('aria-busy'));
  }

  /** Writes a sentence at the top. @param {string} sentence @param {'done' | 'refusal'} kind */
  tell(sentence, kind) {
    this.#put([make('p', kind, sentence)]);
  }

  /** @param {() => Promise<void>} work @returns {Promise<void>} */
  #next(work) {
    this.#turn = this.#turn.then(work).catch(() => this.tell(say('prepare.upload.stuck'), 'refusal'));
    return this.#turn;
  }

  /** @param {Response} answer @param {string} sent */
  async #show(answer, sent) {
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (!fresh.getElementById('prepare')) return this.#lost(fresh);
    if (viewer(fresh) !== viewer(document)) return location.reload();
    the('signed-out', HTMLDialogElement).close();
    renewToken(fresh);
    const adding = fresh.getElementById('adding');
    the('adding', HTMLElement).hidden = adding?.hidden ?? true;
    merge(fresh, sent);
    this.#put([...(fresh.getElementById('told')?.children ?? [])]);
    this.#shown();
  }

  /** Something else than the screen came: signed out meanwhile, or what was asked for is gone. @param {Document} fresh */
  #lost(fresh) {
    if (fresh.getElementById('login')) return the('signed-out', HTMLDialogElement).showModal();
    this.tell(fresh.querySelector('main .lead')?.textContent ?? say('prepare.upload.stuck'), 'refusal');
  }

  /** @param {Element[]} sentences */
  #put(sentences) {
    if (!sentences.length) return;
    the('told', HTMLElement).replaceChildren(...sentences);
    for (const done of sentences) if (done.matches('.done')) setTimeout(() => done.remove(), TOLD_FOR);
  }
}

/** @param {Document} screen @returns {string | undefined} the id of the person whose screen it is */
function viewer(screen) {
  return screen.getElementById('prepare')?.dataset.viewer;
}

/** Forms in which somebody is typing stay, and need the new sign-in's token too. @param {Document} fresh */
function renewToken(fresh) {
  const token = fresh.querySelector('meta[name="csrf-token"]')?.getAttribute('content');
  if (!token) return;
  document.querySelector('meta[name="csrf-token"]')?.setAttribute('content', token);
  for (const field of document.getElementsByName('csrf_token')) field.setAttribute('value', token);
}
