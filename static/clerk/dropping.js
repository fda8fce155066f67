import { the } from '../paper/dom.js';
import { asks } from './dropped_on.js';

/** Full-width digits count as digits: 議案第２号 stands before 議案第１０号. */
const byName = new Intl.Collator('ja', { numeric: true });

/**
 * Takes files that are chosen, or dropped anywhere on the screen.
 * @param {(files: File[]) => void} take
 */
export function listen(take) {
  const [form, input] = [the('paper-new', HTMLFormElement), the('files', HTMLInputElement)];
  form.classList.add('live');
  the('files-send', HTMLButtonElement).hidden = true;
  input.required = false;
  const choose = () => {
    const files = [...(input.files ?? [])];
    input.value = '';
    if (files.length) take(files);
  };
  input.addEventListener('change', choose);
  // Files chosen before this module ran.
  choose();
  document.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    over(rowOf(event));
    form.classList.toggle('over', !rowOf(event));
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget) return;
    over(null);
    form.classList.remove('over');
  });
  document.addEventListener('drop', (event) => {
    over(null);
    form.classList.remove('over');
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    const row = rowOf(event);
    if (row && event.dataTransfer.files.length === 1) return asks(row, event.dataTransfer, take);
    if (!form.closest('[hidden]')) void dropped(event.dataTransfer).then((files) => files.length && take(files));
  });
}

/** The row of a paper that can be replaced, under a file that is dragged. @param {DragEvent} event */
function rowOf({ target }) {
  const row = target instanceof Element ? target.closest('.paper[data-replace]') : null;
  return row instanceof HTMLElement ? row : null;
}

/** Shows which paper a file would replace if it were dropped now. @param {HTMLElement | null} row */
function over(row) {
  for (const other of document.querySelectorAll('.paper.over')) if (other !== row) other.classList.remove('over');
  row?.classList.add('over');
}

/** @param {DataTransfer} transfer @returns {Promise<File[]>} the files, those of a folder by their names */
async function dropped(transfer) {
  // All asked at once: a transfer is empty as soon as its event is over.
  const whole = [...transfer.items].map((item) => {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    return entry instanceof FileSystemDirectoryEntry ? inFolder(entry) : Promise.resolve(file ? [file] : []);
  });
  return (await Promise.all(whole)).flat();
}

/** @param {FileSystemDirectoryEntry} folder @returns {Promise<File[]>} */
async function inFolder(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */
  const entries = [];
  // A reader gives some at a time, and none when it is through.
  for (let some; !some || some.length; entries.push(...some)) {
    some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
  }
  const own = entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => byName.compare(a.name, b.name));
  return (await Promise.all(own.map((entry) => {
    if (entry instanceof FileSystemDirectoryEntry) return inFolder(entry);
    return asFile(/** @type {FileSystemFileEntry} */ (entry));
  }))).flat();
}

/** @param {FileSystemFileEntry} entry @returns {Promise<File[]>} */
function asFile(entry) {
  return new Promise((resolve, reject) => entry.file((file) => resolve([file]), reject));
}
