import { make, the } from '../paper/dom.js';
import { say, shortened } from './words.js';

/**
 * @import { Entry, Queue } from './queue.js'
 * @typedef {{row: HTMLElement, text: HTMLElement, bar: HTMLProgressElement, cancel: HTMLButtonElement,
 *   retry: HTMLButtonElement, dismiss: HTMLButtonElement, said: string}} Line
 */

/** Shows the files on their way: how far each is, what is wrong with one, and what can be done. */
export class QueueRows {
  #section = the('sending', HTMLElement);
  #rows = the('sending-rows', HTMLOListElement);
  #title = the('sending-title', HTMLElement);
  #whole = the('sending-whole', HTMLProgressElement);
  #cancelAll = the('cancel-all', HTMLButtonElement);
  /** @type {Map<Entry, Line>} */
  #lines = new Map();

  /** @param {Queue} queue */
  show(queue) {
    // What is in stands in the list of papers, what was cancelled needs no line.
    const shown = queue.entries.filter(({ state }) => state !== 'done' && state !== 'cancelled');
    for (const [entry, line] of this.#lines) if (!shown.includes(entry)) this.#drop(entry, line);
    for (const entry of shown) this.#show(entry, this.#lines.get(entry) ?? this.#make(entry, queue));
    this.#sum(queue);
  }

  /** @param {Queue} queue */
  #sum(queue) {
    const wanted = queue.entries.filter(({ state }) => state !== 'cancelled');
    const done = wanted.filter(({ state }) => state === 'done').length;
    const failed = wanted.filter(({ state }) => state === 'failed').length;
    const key = queue.busy ? (failed ? 'failed_too' : 'under_way') : failed ? 'finished_but' : 'finished';
    const said = say(`prepare.upload.${key}`, { total: wanted.length, done, failed });
    const ended = !queue.busy && !this.#whole.hidden;
    this.#section.hidden = !wanted.length;
    this.#whole.hidden = this.#cancelAll.hidden = !queue.busy;
    this.#whole.max = wanted.length || 1;
    this.#whole.value = wanted.reduce((sum, { state, part }) => sum + (state === 'failed' ? 1 : part), 0);
    if (this.#title.textContent !== said) this.#title.textContent = said;
    if (ended && wanted.length) the('sending-told', HTMLElement).textContent = said;
  }

  /** @param {Entry} entry @param {Line} line */
  #show(entry, line) {
    const failed = entry.state === 'failed';
    line.bar.hidden = failed;
    line.bar.value = entry.part;
    line.cancel.hidden = failed;
    line.cancel.disabled = entry.state === 'cancelling';
    line.retry.hidden = !failed || entry.hopeless;
    line.dismiss.hidden = !failed;
    const said = failed ? entry.message : progress(entry);
    if (said === line.said) return;
    line.said = said;
    line.text.className = failed ? 'fault' : 'row-more';
    if (failed) line.text.setAttribute('role', 'alert');
    else line.text.removeAttribute('role');
    line.text.textContent = said;
  }

  /** @param {Entry} entry @param {Queue} queue @returns {Line} */
  #make(entry, queue) {
    const { name } = entry;
    const [row, facts, ways] = [make('li', 'row'), make('div', 'row-facts'), make('div', 'row-ways')];
    const bar = make('progress');
    bar.max = 1;
    bar.setAttribute('aria-label', say('prepare.upload.progress_of', { name }));
    const text = make('p', 'row-more');
    const title = make('strong', '', shortened(entry.file.name));
    title.title = entry.file.name;
    facts.append(title, text, bar);
    const cancel = button(say('prepare.upload.cancel'), say('prepare.upload.cancel_of', { name }), () => queue.cancel(entry));
    const retry = button(say('prepare.upload.retry'), say('prepare.upload.retry_of', { name }), () => queue.retry(entry));
    const dismiss = button(say('prepare.upload.dismiss'), say('prepare.upload.dismiss_of', { name }), () => queue.dismiss(entry));
    ways.append(cancel, retry, dismiss);
    row.append(facts, ways);
    this.#rows.append(row);
    const line = { row, text, bar, cancel, retry, dismiss, said: '' };
    this.#lines.set(entry, line);
    return line;
  }

  /** @param {Entry} entry @param {Line} line */
  #drop(entry, line) {
    const focused = line.row.contains(document.activeElement);
    line.row.remove();
    this.#lines.delete(entry);
    if (focused) this.#title.focus();
  }
}

/** @param {Entry} entry */
function progress({ state, part }) {
  if (state === 'sending') return say('prepare.upload.sending', { percent: Math.floor(part * 100) });
  return say(state === 'checking' ? 'prepare.upload.checking' : state === 'cancelling' ? 'prepare.upload.cancelling' : 'prepare.upload.waiting');
}

/** @param {string} text @param {string} label @param {() => void} press */
function button(text, label, press) {
  const made = make('button', '', text);
  made.type = 'button';
  made.setAttribute('aria-label', label);
  made.addEventListener('click', press);
  return made;
}
