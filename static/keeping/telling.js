/** Says in words how much of the coming meetings lies on this tablet. */
import { pictureWidth } from '../paper/ladder.js';
import { reader } from './answers.js';
import { Keeper } from './keeper.js';
import { HOME } from './shelves.js';

/**
 * @import { Words } from '../paper/words.js'
 * @import { Told } from './keeper.js'
 */

/** The screen comes first, ms. */
const REST = 1_000;

/**
 * Keeps the coming meetings from now on, and says so in a box; null where this browser can't.
 * @param {HTMLElement} box
 * @param {Words} words
 * @param {number} [open] the meeting that is open
 * @returns {Promise<Keeper | null>}
 */
export async function tellKeeping(box, words, open = HOME) {
  if (!('serviceWorker' in navigator && 'caches' in globalThis)) {
    box.textContent = words.say('keeping.none');
    box.hidden = false;
    return null;
  }
  await navigator.serviceWorker.ready;
  await new Promise((done) => setTimeout(done, REST));
  // The narrower side is how wide a page is at most when all of it is seen.
  const keeper = new Keeper(reader(), pictureWidth(Math.min(screen.width, screen.height), devicePixelRatio), open);
  const others = new BroadcastChannel('gijo-keeping');
  const show = (/** @type {Told} */ told) => {
    box.hidden = told.state === 'off';
    box.dataset.state = told.state;
    const sentence = say(told, words);
    if (box.textContent !== sentence) box.textContent = sentence;
  };
  keeper.told.listen((told) => {
    show(told);
    others.postMessage(told);
  });
  others.addEventListener('message', ({ data }) => show(data));
  keeper.start();
  return keeper;
}

/** @param {Told} told @param {Words} words @returns {string} */
function say(told, words) {
  if (told.state === 'off') return '';
  if (told.state === 'away') return words.say('keeping.away');
  const { done, total, at } = told;
  if (told.state === 'done') return total ? words.say('keeping.done', { at: moment(at), total }) : '';
  return words.say(`keeping.${told.state}`, { done, total });
}

/** @param {number} at ms @returns {string} such as 11月30日 21:10 */
function moment(at) {
  const language = document.documentElement.lang;
  return new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(at);
}
