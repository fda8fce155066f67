/**
 * @import { WritingDesk } from './desk.js'
 * @import { PageNames } from './naming.js'
 * @import { Notices } from './notices.js'
 * @import { Stroke } from './strokes.js'
 * @import { Words } from './words.js'
 * @import { Workspace } from './workspace.js'
 */

/** Tells what was taken back, or done again, on a page that is not in sight: nobody should tap on and on, and lose what is not seen. */
export class UnseenDeeds {
  #workspace;
  #strokes;

  /** @param {{workspace: Workspace, desk: WritingDesk, names: PageNames, notices: Notices, words: Words}} parts */
  constructor({ workspace, desk, names, notices, words }) {
    this.#workspace = workspace;
    this.#strokes = desk.strokes;
    desk.writer.turned.listen(({ ids, back }) => {
      const known = ids.flatMap((id) => desk.strokes.get(id) ?? []);
      const [first] = known;
      if (!first || known.some((mark) => this.#seen(mark))) return;
      notices.say(words.say(back ? 'write.taken_back' : 'write.done_again', { where: names.where(first) }), { about: 'deed' });
    });
  }

  /** @param {Stroke} mark @returns {boolean} whether it is, or was, on a page that is open */
  #seen({ id }) {
    return this.#workspace.panes.some(({ standing: { here }, navigator }) => {
      const page = here && this.#strokes.get(id, here.version)?.page;
      return Boolean(page && navigator.shown.includes(page));
    });
  }
}
