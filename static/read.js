import { Reader } from './paper/reader.js';
import { Words } from './paper/words.js';
import { the } from './paper/dom.js';
import { MeetingRecord } from './record/record.js';

/** Brings the reader's page to life; says so in words where that fails. */
async function begin() {
  const words = new Words(JSON.parse(the('words', HTMLScriptElement).text));
  const meeting = Number(the('reader', HTMLElement).dataset.meeting);
  try {
    const reader = new Reader(await MeetingRecord.open(meeting), words);
    await reader.start();
  } catch (trouble) {
    the('empty-text', HTMLElement).textContent = words.say('empty.broken');
    the('empty', HTMLElement).hidden = false;
    the('retry', HTMLButtonElement).addEventListener('click', () => location.reload());
    throw trouble;
  }
}

void begin();
