import { the } from '../paper/dom.js';

/**
 * Puts a part of a page that came as an answer in place of the one shown; where the sign-in had
 * ended, asks to sign in elsewhere and to press again.
 * @param {Document} page
 * @param {string} id of the part
 * @returns {boolean} whether the answer had it
 */
export function shown(page, id) {
  const [part, next] = [document.getElementById(id), page.getElementById(id)];
  if (part && next) {
    part.replaceWith(document.importNode(next, true));
    return true;
  }
  if (page.getElementById('login')) the('signed-out', HTMLDialogElement).showModal();
  else {
    const told = document.createElement('p');
    told.className = 'refusal';
    told.textContent = page.querySelector('main .lead')?.textContent ?? '';
    the('told', HTMLElement).replaceChildren(told);
  }
  return false;
}

/** Fetches the token of the sign-in that holds now: another one may have begun on another page. */
export async function renewToken() {
  const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), 'text/html');
  const token = page.querySelector('meta[name="csrf-token"]')?.getAttribute('content');
  if (!token) return;
  document.querySelector('meta[name="csrf-token"]')?.setAttribute('content', token);
  for (const field of document.getElementsByName('csrf_token')) field.setAttribute('value', token);
}
