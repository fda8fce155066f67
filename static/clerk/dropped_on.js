import { the } from '../paper/dom.js';
import { send, tell } from './new_version.js';
import { shortened } from './words.js';

/**
 * Asks whether a file that was dropped on a paper's row is to replace that paper or to be a new one.
 * @param {HTMLElement} row
 * @param {DataTransfer} dropped one file
 * @param {(files: File[]) => void} take puts files in as new papers
 */
export function asks(row, dropped, take) {
  const [question, title] = [the('ask-replace', HTMLDialogElement), the('ask-replace-title', HTMLElement)];
  const [form, input] = [the('replace', HTMLFormElement), the('dropped', HTMLInputElement)];
  const files = [...dropped.files];
  form.reset();
  tell('');
  form.action = row.dataset['replace'] ?? '';
  input.files = dropped.files;
  title.textContent = (title.dataset['words'] ?? '').replace('{name}', row.dataset['name'] ?? '');
  the('dropped-file', HTMLElement).textContent = shortened(files[0]?.name.normalize('NFC') ?? '');
  the('dropped-never', HTMLButtonElement).onclick = () => question.close();
  the('dropped-new', HTMLButtonElement).onclick = () => {
    question.close();
    take(files);
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    void send(form);
  };
  question.showModal();
}
