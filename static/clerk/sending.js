import { say } from './words.js';

/**
 * What became of a file: the paper it is now, why it isn't one (hopeless: nor will this very file
 * ever be), or nothing (cancelled).
 * @typedef {{paper: number} | {refused: string, hopeless: boolean} | null} Outcome
 * @typedef {{outcome: Promise<Outcome>, cancel: () => void}} Sending
 */

/** Answers that the same file gets again: no right, not there, its content, too large, its name. */
const HOPELESS = new Set([403, 404, 409, 413, 422]);

/** The token by which the server knows that this page sends. */
export function token() {
  return document.querySelector('meta[name="csrf-token"]')?.getAttribute('content') ?? '';
}

/**
 * Sends one file as the body of a request.
 * @param {string} address
 * @param {File} file
 * @param {string} name of the file, for the sentences
 * @param {(part: number) => void} progress how much was sent, 0 to 1
 * @returns {Sending}
 */
export function sendFile(address, file, name, progress) {
  const line = new XMLHttpRequest();
  line.open('POST', address);
  line.setRequestHeader('X-CSRFToken', token());
  line.setRequestHeader('Content-Type', 'application/pdf');
  line.responseType = 'json';
  line.upload.addEventListener('progress', ({ loaded, total }) => progress(total ? loaded / total : 0));
  line.upload.addEventListener('load', () => progress(1));
  /** @type {Promise<Outcome>} */
  const outcome = new Promise((resolve) => {
    line.addEventListener('load', () => resolve(judge(line, name)));
    line.addEventListener('error', () => resolve({ refused: say('prepare.upload.line_cut', { name }), hopeless: false }));
    line.addEventListener('abort', () => resolve(null));
  });
  line.send(file);
  return { outcome, cancel: () => line.abort() };
}

/** @param {XMLHttpRequest} line @param {string} name @returns {Outcome} */
function judge(line, name) {
  const paper = line.response?.paper?.paper;
  if (line.status === 200 && typeof paper === 'number') return { paper };
  return { refused: line.response?.message ?? say('prepare.upload.failed', { name }), hopeless: HOPELESS.has(line.status) };
}

/**
 * What a form got: the address it led to, the page that says what is wrong, why nothing arrived, or
 * nothing (cancelled).
 * @typedef {{address: string} | {page: Document} | {refused: string} | null} FormOutcome
 */

/**
 * Sends a form with its file as the browser would, and tells how far it is.
 * @param {HTMLFormElement} form
 * @param {(part: number) => void} progress how much was sent, 0 to 1
 * @returns {{outcome: Promise<FormOutcome>, cancel: () => void}}
 */
export function sendForm(form, progress) {
  const line = new XMLHttpRequest();
  line.open('POST', form.action);
  line.upload.addEventListener('progress', ({ loaded, total }) => progress(total ? loaded / total : 0));
  line.upload.addEventListener('load', () => progress(1));
  /** @type {Promise<FormOutcome>} */
  const outcome = new Promise((resolve) => {
    line.addEventListener('load', () => resolve(led(line, form)));
    line.addEventListener('error', () => resolve({ refused: say('replacement.sending.line_cut') }));
    line.addEventListener('abort', () => resolve(null));
  });
  line.send(new FormData(form));
  return { outcome, cancel: () => line.abort() };
}

/** @param {XMLHttpRequest} line @param {HTMLFormElement} form @returns {FormOutcome} */
function led(line, form) {
  const page = new DOMParser().parseFromString(line.responseText, 'text/html');
  const elsewhere = line.status === 200 && line.responseURL !== form.action && !page.getElementById('login');
  return elsewhere ? { address: line.responseURL } : { page };
}
