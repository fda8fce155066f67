/**
 * Entries of the record that came since the kept snapshot and ink, so that nothing that was seen goes
 * missing when the page is opened without a line. Without packages: the worker clears them too.
 */

/**
 * @import { Entry } from '../record/types.js'
 */

/** @typedef {{person: number, stream: string, number: number, entry: Entry}} Row */

const DATABASE = 'gijo-entries';
const STORE = 'entries';

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: ['person', 'stream', 'number'] });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

/**
 * @template T
 * @param {'readonly' | 'readwrite'} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T> | void} work
 * @returns {Promise<T | undefined>} what the request gave, once all of it is stored
 */
async function change(mode, work) {
  const database = await open();
  try {
    const change = database.transaction(STORE, mode);
    const asked = work(change.objectStore(STORE));
    await new Promise((done, failed) => {
      change.oncomplete = done;
      change.onabort = () => failed(change.error);
    });
    return asked?.result;
  } finally {
    database.close();
  }
}

/** @param {number} person @param {string} stream @param {number} [after] @param {number} [to] @returns {IDBKeyRange} */
function range(person, stream, after = 0, to = Infinity) {
  return IDBKeyRange.bound([person, stream, after], [person, stream, to], true, false);
}

/** @param {Row[]} rows */
export async function keepEntries(rows) {
  await change('readwrite', (store) => {
    for (const row of rows) store.put(row);
  });
}

/** @param {number} person @param {string} stream @returns {Promise<Entry[]>} in their order */
export async function keptEntries(person, stream) {
  const rows = await change('readonly', (store) => /** @type {IDBRequest<Row[]>} */ (store.getAll(range(person, stream))));
  return (rows ?? []).map(({ entry }) => entry);
}

/** All that is kept newer stands for these. @param {number} person @param {string} stream @param {number} to the last number that may go */
export async function forgetEntries(person, stream, to) {
  await change('readwrite', (store) => void store.delete(range(person, stream, 0, to)));
}

export async function clearEntries() {
  await change('readwrite', (store) => void store.clear());
}
