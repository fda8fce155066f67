/** The list of meetings: lays the coming ones in, and says without a line which can be opened. */
import { reader } from './keeping/answers.js';
import { HOME, shelvesOf } from './keeping/shelves.js';
import { tellKeeping } from './keeping/telling.js';
import { make, the } from './paper/dom.js';
import { Words } from './paper/words.js';

const words = new Words(JSON.parse(the('words', HTMLScriptElement).text));

async function begin() {
  const box = the('keeping', HTMLElement);
  const keeper = await tellKeeping(box, words);
  keeper?.told.listen(({ state }) => void mark(state === 'away'));
}

/** Says at each meeting whether it can be opened. @param {boolean} away */
async function mark(away) {
  for (const note of document.querySelectorAll('.kept-note')) note.remove();
  if (!away) return;
  const kept = new Set((await shelvesOf(reader())).map(({ meeting }) => meeting).filter((meeting) => meeting !== HOME));
  for (const way of document.querySelectorAll('main a[href^="/meetings/"]')) {
    const meeting = Number(/^\/meetings\/(\d+)$/.exec(way.getAttribute('href') ?? '')?.[1]);
    const note = make('span', 'kept-note small', words.say(kept.has(meeting) ? 'keeping.here' : 'keeping.not_here'));
    way.before(note);
  }
}

void begin();
