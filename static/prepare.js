import { the } from './paper/dom.js';
import * as asking from './clerk/asking.js';
import * as dropping from './clerk/dropping.js';
import { Preparing } from './clerk/preparing.js';
import { Queue } from './clerk/queue.js';
import { QueueRows } from './clerk/queue_rows.js';
import { Screen } from './clerk/screen.js';

/** Brings the clerk's preparing screen to life; without it the screen works by plain forms. */
function begin() {
  const { meeting, limit } = the('prepare', HTMLElement).dataset;
  const preparing = new Preparing(Number(meeting), () => void screen.refresh());
  const screen = new Screen(() => preparing.watch());
  const rows = new QueueRows();
  const queue = new Queue(Number(meeting), Number(limit), () => rows.show(queue), () => void screen.refresh());
  asking.listen(screen);
  dropping.listen((files) => queue.add(files));
  the('cancel-all', HTMLButtonElement).addEventListener('click', () => queue.cancelAll());
  addEventListener('beforeunload', (event) => {
    if (queue.busy) event.preventDefault();
  });
  // The chair may have opened the meeting while this screen lay in the background.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void screen.refresh();
  });
  addEventListener('focus', () => {
    if (the('signed-out', HTMLDialogElement).open) void screen.refresh();
  });
  preparing.watch();
}

begin();
