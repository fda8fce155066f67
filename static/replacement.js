import { the } from './paper/dom.js';
import { markRows } from './clerk/marking_rows.js';

/** Brings the comparison of two versions to life; without it the screen works by plain forms. */
function begin() {
  const root = the('replacement', HTMLElement);
  if (root.dataset.found === 'no') wait();
  markRows(root);
  // Another clerk may have gone on with it while this screen lay in the background.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void heed(root);
  });
  // Setting the errata sheet takes a moment: one press is enough.
  root.addEventListener('submit', ({ submitter }) => {
    if (submitter instanceof HTMLButtonElement) setTimeout(() => busy(submitter, true));
    addEventListener('pageshow', () => submitter instanceof HTMLButtonElement && busy(submitter, false), { once: true });
  });
  document.getElementById('standing-fault')?.focus();
  for (const open of root.querySelectorAll('dialog[open]')) if (open instanceof HTMLDialogElement) ask(open);
  root.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const opener = event.target.closest('[data-opens]');
    const closer = event.target.closest('[data-closes]');
    if (opener instanceof HTMLElement) ask(the(opener.dataset.opens ?? '', HTMLDialogElement));
    else if (closer) closer.closest('dialog')?.close();
    else return;
    event.preventDefault();
  });
}

/** @param {HTMLButtonElement} button @param {boolean} is */
function busy(button, is) {
  button.disabled = is;
  button.setAttribute('aria-busy', String(is));
}

/** Says that what is shown is no longer what is prepared. @param {HTMLElement} root */
async function heed(root) {
  const page = await fetched();
  if (page && page.getElementById('replacement')?.dataset['revision'] !== root.dataset['revision']) {
    the('stale', HTMLElement).hidden = false;
  }
}

/** @returns {Promise<Document | null>} the screen as the server has it; nothing without a line */
async function fetched() {
  const answer = await fetch(location.href).catch(() => null);
  return answer && new DOMParser().parseFromString(await answer.text(), 'text/html');
}

/** @param {HTMLDialogElement} question */
function ask(question) {
  question.close();
  question.showModal();
}

/** Asks every second whether the pages are compared, and then shows them. */
function wait() {
  setTimeout(async () => {
    const page = await fetched();
    // Compared, or gone: another clerk dropped it, or the sign-in has ended.
    if (page && page.getElementById('replacement')?.dataset['found'] !== 'no') return location.reload();
    const [old, next] = [document.getElementById('comparing'), page?.getElementById('comparing')];
    if (old && next && !old.contains(document.activeElement)) old.replaceWith(document.importNode(next, true));
    wait();
  }, 1_000);
}

begin();
