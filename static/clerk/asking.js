import { the } from '../paper/dom.js';

/**
 * @import { Screen } from './screen.js'
 */

/**
 * Lets the screen's forms be sent without leaving it, its choices act when chosen, and its
 * questions stand in front of it. Without this module links and buttons do the same by themselves.
 * @param {Screen} screen
 */
export function listen(screen) {
  const root = the('prepare', HTMLElement);
  root.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.id === 'paper-new') return;
    event.preventDefault();
    void screen.send(form, event.submitter);
  });
  root.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement && 'sends' in target.dataset) target.form?.requestSubmit();
  });
  root.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const opener = event.target.closest('[data-opens]');
    const closer = event.target.closest('[data-closes]');
    if (opener instanceof HTMLElement) ask(the(opener.dataset.opens ?? '', HTMLDialogElement));
    else if (closer) closer.closest('dialog')?.close();
    else return;
    // A way to another part of this screen is gone as well.
    if (closer?.getAttribute('href')?.startsWith('#')) return;
    event.preventDefault();
  });
  for (const open of root.querySelectorAll('dialog[open]')) {
    if (open instanceof HTMLDialogElement) ask(open);
  }
}

/** @param {HTMLDialogElement} question */
function ask(question) {
  question.close();
  question.showModal();
}
