import { the } from '../paper/dom.js';
import { renewToken, shown } from './answers.js';
import { sendForm } from './sending.js';
import { say } from './words.js';

/**
 * Sends the form that replaces a paper, says how far it is, and goes on to the comparison.
 * @param {HTMLFormElement} form
 */
export async function send(form) {
  const [place, bar, text] = [the('under-way', HTMLElement), the('under-way-bar', HTMLProgressElement), the('under-way-text', HTMLElement)];
  const [press, stop] = [the('replace-send', HTMLButtonElement), the('under-way-stop', HTMLButtonElement)];
  tell('');
  place.hidden = false;
  press.disabled = true;
  text.textContent = say('prepare.upload.sending', { percent: 0 });
  // Without a line the sending itself says so.
  await renewToken().catch(() => undefined);
  const sending = sendForm(form, (part) => {
    bar.value = part;
    text.textContent = part < 1 ? say('prepare.upload.sending', { percent: Math.floor(part * 100) }) : say('replacement.sending.checked');
  });
  const leaving = (/** @type {Event} */ event) => event.preventDefault();
  addEventListener('beforeunload', leaving);
  stop.onclick = () => sending.cancel();
  const answer = await sending.outcome;
  removeEventListener('beforeunload', leaving);
  if (answer && 'address' in answer) return location.assign(answer.address);
  place.hidden = true;
  press.disabled = false;
  if (!answer) return;
  if ('refused' in answer) return tell(answer.refused);
  shown(answer.page, 'replace-told');
  document.getElementById('replace-fault')?.focus();
}

/** Says what is wrong where the form begins; nothing takes it away. @param {string} words */
export function tell(words) {
  const told = the('replace-told', HTMLElement);
  told.replaceChildren();
  if (!words) return;
  const fault = document.createElement('p');
  Object.assign(fault, { id: 'replace-fault', className: 'fault', textContent: words, tabIndex: -1 });
  fault.setAttribute('role', 'alert');
  told.append(fault);
  fault.focus();
}
