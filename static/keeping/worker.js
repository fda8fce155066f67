/** The worker: gives the screens that are kept here when the server can't be had. It keeps nothing the server has not said may be kept. */
import { HOME, mayOpen, own, owner, shelfName, shelvesOf, wipe } from './shelves.js';

/** What the server says of the files that screens are made of. @typedef {{digest: string, files: Record<string, string>}} Shell */
/** @typedef {Event & {request: Request, clientId: string, resultingClientId: string, respondWith(answer: Promise<Response>): void, waitUntil(work: Promise<unknown>): void}} FetchEvent */

const SHELL = 'gijo-shell';
const WITHOUT = '/without-line/';
const WHYS = ['screen', 'closed', 'signed_out'];
/** A server that says nothing for so long is not waited for where the screen is kept, ms. */
const PATIENCE = 3_000;
const AT_ONCE = 6;

/** Pages whose files are just those kept here: they need not be asked for. @type {Set<string>} */
const alike = new Set();

/** @param {Shell} shell */
export function attend(shell) {
  const self = /** @type {any} */ (globalThis);
  self.addEventListener('install', (/** @type {FetchEvent} */ event) => event.waitUntil(stock(shell).then(() => self.skipWaiting())));
  self.addEventListener('activate', (/** @type {FetchEvent} */ event) => event.waitUntil(tidy(shell).then(() => self.clients.claim())));
  self.addEventListener('fetch', (/** @type {FetchEvent} */ event) => heed(event, shell));
}

/** @param {FetchEvent} event @param {Shell} shell */
function heed(event, shell) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === 'navigate') {
    if (request.method === 'GET') event.respondWith(screen(event, pathname, shell));
    else event.respondWith(form(request, pathname));
  } else if (request.method !== 'GET') return;
  else if (shell.files[pathname]) event.respondWith(file(event, pathname, shell));
  else if (request.destination === 'image' && pathname.startsWith('/pages/')) event.respondWith(picture(request, pathname));
}

/** @param {FetchEvent} event @param {string} path @param {Shell} shell @returns {Promise<Response>} */
async function screen(event, path, shell) {
  const held = await owner();
  const meeting = path === '/' ? HOME : Number(/^\/meetings\/(\d+)$/.exec(path)?.[1] ?? NaN);
  const kept = held && !Number.isNaN(meeting) && (await caches.open(shelfName(held.person, meeting))).match(path, { ignoreVary: true });
  const known = kept ? await kept : undefined;
  try {
    const answer = await (known ? soon(event.request) : fetch(event.request));
    if (known && answer.status >= 500) throw new Error(`${path}: ${answer.status}`);
    const person = Number(answer.headers.get('Gijo-Person'));
    if (person) await own(person);
    if (person && !Number.isNaN(meeting)) await keep(person, meeting, path, answer);
    if (answer.headers.get('Gijo-Shell') === shell.digest) alike.add(event.resultingClientId);
    return answer;
  } catch {
    alike.add(event.resultingClientId);
    const open = held && mayOpen(held);
    return (known && open ? known : await without(known ? 'closed' : 'screen'));
  }
}

/** @param {number} person @param {number} meeting @param {string} path @param {Response} answer */
async function keep(person, meeting, path, answer) {
  const shelf = shelfName(person, meeting);
  if (answer.headers.get('Gijo-Keep')) await (await caches.open(shelf)).put(path, answer.clone()).catch(() => undefined);
}

/** @param {Request} request @returns {Promise<Response>} rejects when the server says nothing soon */
function soon(request) {
  return Promise.race([fetch(request), new Promise((_, late) => setTimeout(late, PATIENCE))]);
}

/** Whoever signs out leaves nothing here, whether the server hears of it now or not. @param {Request} request @param {string} path @returns {Promise<Response>} */
async function form(request, path) {
  const leaving = path === '/sign-out';
  try {
    const answer = await fetch(request);
    if (leaving) await wipe();
    return answer;
  } catch {
    if (leaving) await wipe();
    return without(leaving ? 'signed_out' : 'screen');
  }
}

/** @param {FetchEvent} event @param {string} path @param {Shell} shell @returns {Promise<Response>} */
async function file({ request, clientId }, path, { files }) {
  const known = await (await caches.open(SHELL)).match(`${path}?${files[path]}`);
  if (known && alike.has(clientId)) return known;
  try {
    return await fetch(request);
  } catch (trouble) {
    if (!known) throw trouble;
    return known;
  }
}

/** @param {Request} request @param {string} path @returns {Promise<Response>} */
async function picture(request, path) {
  const held = await owner();
  for (const { name } of held && mayOpen(held) ? await shelvesOf(held.person) : []) {
    const known = await (await caches.open(name)).match(path, { ignoreVary: true });
    if (known) return known;
  }
  return fetch(request);
}

/** @param {string} why @returns {Promise<Response>} */
async function without(why) {
  return (await (await caches.open(SHELL)).match(WITHOUT + why, { ignoreVary: true })) ?? Response.error();
}

/** Brings all files here; while one is missing the former worker stays. @param {Shell} shell */
async function stock({ files }) {
  const shelf = await caches.open(SHELL);
  const here = new Set((await shelf.keys()).map(({ url }) => url.slice(location.origin.length)));
  const addresses = Object.entries(files).map(([path, digest]) => [path, `${path}?${digest}`]);
  const missing = addresses.filter(([, name = '']) => !here.has(name));
  const wanted = [...missing, ...WHYS.map((why) => [WITHOUT + why, WITHOUT + why])];
  const lay = async () => {
    for (let next = wanted.shift(); next; next = wanted.shift()) {
      const [path = '', name = ''] = next;
      const answer = await fetch(path, { cache: 'no-cache' });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      await shelf.put(name, answer);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lay));
}

/** Removes the files of a former shell. @param {Shell} shell */
async function tidy({ files }) {
  const shelf = await caches.open(SHELL);
  for (const request of await shelf.keys()) {
    const { pathname, search } = new URL(request.url);
    if (!pathname.startsWith(WITHOUT) && search !== `?${files[pathname]}`) await shelf.delete(request);
  }
}
