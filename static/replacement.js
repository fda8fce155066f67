import { the } from './paper/dom.js';
import { markRows } from './clerk/marking_rows.js';

/** Brings the comparison of two versions to life; without it the screen works by plain forms. */
function begin() {
  const root = the('replacement', HTMLElement);
  if (root.dataset.found === 'no') wait();
  markRows(root);
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

/** @param {HTMLDialogElement} question */
function ask(question) {
  question.close();
  question.showModal();
}

/** Asks every second whether the pages are compared, and then shows them. */
function wait() {
  setTimeout(async () => {
    const answer = await fetch(location.href).catch(() => null);
    const page = new DOMParser().parseFromString((await answer?.text()) ?? '', 'text/html');
    if (page.getElementById('replacement')?.dataset['found'] === 'yes') return location.reload();
    const [old, next] = [document.getElementById('comparing'), page.getElementById('comparing')];
    if (old && next && !old.contains(document.activeElement)) old.replaceWith(document.importNode(next, true));
    wait();
  }, 1_000);
}

begin();
