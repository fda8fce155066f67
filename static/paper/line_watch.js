import { the } from './dom.js';
import { LineState } from './line_state.js';
import { SignedOut } from './signed_out.js';

/**
 * @import { MeetingRecord } from '../record/record.js'
 * @import { WritingDesk } from './desk.js'
 * @import { FollowBar } from './following.js'
 * @import { Leading } from './leading.js'
 * @import { Marks } from './marks.js'
 * @import { Notices } from './notices.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

/** How often strokes that still wait are painted anew, with their mark, ms. */
const WAITING = 2_000;

/**
 * @typedef {{record: MeetingRecord, workspace: Workspace, leading: Leading, follow: FollowBar,
 *   desk: WritingDesk, marks: Marks, notices: Notices, words: Words}} Parts
 */

/** Tells of the line to the server, takes up what waited for it, and says what did not arrive. */
export class LineWatch {
  #parts;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
    const { record, workspace, leading, follow, desk, marks, notices, words } = parts;
    const { live, outbox } = record;
    const state = new LineState(the('line', HTMLElement), words);
    const show = () => state.show(live.line, outbox.size, live.downSince);
    live.lines.listen((line) => {
      show();
      follow.show();
      if (line === 'open') this.#reopen();
    });
    const finish = () => {
      for (const { ink } of workspace.panes) ink.finish();
    };
    new SignedOut(record, workspace, words).covered.listen(finish);
    // Behind another app the page may never hear the pen leave.
    document.addEventListener('visibilitychange', () => document.hidden && finish());
    outbox.counted.listen(show);
    setInterval(() => {
      if (outbox.size) for (const { ink } of workspace.panes) ink.refresh();
    }, WAITING);
    leading.failed.listen((message) => {
      notices.say(message ? `${words.say('follow.refused')}${message}` : words.say('follow.not_called'));
    });
    marks.bookmarks.troubles.listen(({ kind, message }) => notices.say(`${message}${words.say(`trouble.${kind}`)}`, { lasting: true }));
    desk.writer.troubles.listen(({ kind, message }) => {
      // Why something is private now, the server says in full.
      const told = kind === 'made_private' && message ? message : `${message}${words.say(`trouble.${kind}`)}`;
      notices.say(told, { lasting: kind !== 'made_private' });
    });
  }

  /** The line is back: what failed for want of it may be had now. */
  #reopen() {
    const { workspace, leading, desk } = this.#parts;
    leading.resume();
    for (const { blank, navigator, standing: { here } } of workspace.panes) {
      if (blank.waiting) navigator.retry();
      if (here) void desk.fetch(here.version);
    }
  }
}
