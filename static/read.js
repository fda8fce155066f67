import { Reader } from './paper/reader.js';
import { Words } from './paper/words.js';
import { part, the } from './paper/dom.js';
import { openShelf } from './keeping/answers.js';
import { NotGiven } from './record/api.js';
import { MeetingRecord } from './record/record.js';

/** Brings the reader's page to life; says so in words where that fails. */
async function begin() {
  const words = new Words(JSON.parse(the('words', HTMLScriptElement).text));
  const meeting = Number(the('reader', HTMLElement).dataset.meeting);
  openShelf(meeting);
  try {
    const reader = new Reader(await MeetingRecord.open(meeting), words);
    await reader.start();
  } catch (trouble) {
    // The screen was one this tablet keeps, and the sign-in has ended since.
    if (trouble instanceof NotGiven && trouble.status === 401) {
      return location.replace(`/sign-in?onward=${encodeURIComponent(location.pathname + location.search)}`);
    }
    const box = part(document, '.empty', HTMLElement);
    part(box, 'p', HTMLElement).textContent = words.say('empty.broken');
    part(box, 'button', HTMLButtonElement).addEventListener('click', () => location.reload());
    box.hidden = false;
    throw trouble;
  }
}

void begin();
