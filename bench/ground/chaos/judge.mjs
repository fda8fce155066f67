// Judging a run: every tablet against a page that is loaded afresh, every act against the record.

/** What a page shows, in words that can be compared; what only this tablet keeps, or waits for another author, is left out. */
function seen({ record, desk, marks }) {
  // Roles are told when the page is opened: one that changes ends the line, not the page.
  const { facts, agenda, papers, floor, groups, called } = record.meeting;
  const rows = papers.map(({ version }) => [version, {
    marks: Object.fromEntries(Array.from({ length: 9 }, (_, page) => desk.strokes.on(version, page))
      .flat().filter(({ kept, page, by }) => !kept && (page || by === record.meeting.me.id)).map((mark) => [mark.id, told(mark)])),
    bookmarks: marks.bookmarks.of(version).map(({ place, name }) => [place.page, place.half ?? null, name]),
  }]);
  const { number, version, page, presenter, epoch } = floor;
  return { facts, agenda, papers, groups, floor: { number, version, page, presenter, epoch }, called, ...Object.fromEntries(rows) };
}

const told = ({ id, by, page, layer, group, number, points, placing }) => (
  { id, by, page, layer, group: group ?? null, number, points, placing: { ...placing } });

/** Where two things differ first, as words. */
function difference(one, other, way = '') {
  if (Object.is(one, other)) return null;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) {
    return `${way}: ${JSON.stringify(one)?.slice(0, 200)} is not ${JSON.stringify(other)?.slice(0, 200)}`;
  }
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = difference(one[key], other[key], `${way}.${key}`);
    if (found) return found;
  }
  return null;
}

/** @returns {Promise<string[]>} all that is wrong */
export async function judge({ tablets, net, clock, code, Tablet }) {
  const faults = [];
  const fresh = new Map();
  for (const login of new Set(tablets.map((tablet) => tablet.login))) {
    const tablet = new Tablet(`fresh-${login}`, login, net, code);
    fresh.set(login, tablet);
    void tablet.open();
  }
  await clock.run(5_000);
  const entries = net.call({ op: 'entries' });
  for (const tablet of tablets) {
    const { page } = tablet;
    const like = fresh.get(tablet.login).page;
    if (!page?.ready || !like.ready) {
      faults.push(`${tablet.name}: ${page?.ready ? 'a fresh page' : 'the page'} did not open`);
      continue;
    }
    const found = difference(seen(page), seen(like));
    if (found) faults.push(`${tablet.name} differs from a fresh page: ${found}`);
    if (page.record.live.line !== 'open') faults.push(`${tablet.name} has no line`);
    faults.push(...await ofActs(tablet, entries));
  }
  faults.push(...doubled(entries), ...net.call({ op: 'verify' }).map((fault) => `verify: ${fault}`));
  return faults;
}

/** Acknowledged acts are there once; all others are visible as unsent, or were refused and what was written is kept. */
async function ofActs({ name, acts, page }, entries) {
  const faults = [];
  const { shelf, outbox } = page.record;
  const waiting = new Set(outbox.items.map((item) => item.n));
  for (const { person } of acts.slice(0, 1)) {
    const onDisk = (await settled(page, shelf.waiting(person))).map((item) => item.n);
    const unseen = onDisk.filter((n) => !waiting.has(n));
    if (unseen.length) faults.push(`${name}: ${unseen} are written down and not shown as unsent`);
  }
  const kept = new Set((await settled(page, shelf.kept(page.record.meeting.me.id))).map((item) => item.n));
  for (const act of acts) {
    const there = entries.filter((entry) => entry.by === act.person && entry.device === act.device && entry.n === act.n);
    const what = `${name}: ${act.act} ${act.n} (${act.came}${act.answer?.refused ? ` ${act.answer.refused}` : ''})`;
    if (there.length > 1) faults.push(`${what} is in the record ${there.length} times`);
    if (act.came === 'done' && there.length !== 1) faults.push(`${what} was acknowledged and is not there`);
    if (act.came === 'done' && there[0]?.number !== act.answer.number) faults.push(`${what} is not where the answer said`);
    // A copy that came late may be done after the first was refused: what it is about is as the record says.
    if (act.came === 'refused' && act.act === 'ink.draw' && there.length) faults.push(`${what} was refused and is there`);
    if (act.came === 'refused' && !whereabouts(act, kept, acts, entries)) faults.push(`${what}: what was written is gone`);
    if (act.came === 'unsent' && !there.length && !waiting.has(act.n)) faults.push(`${what} is nowhere`);
    if (act.came === 'unsent' && waiting.has(act.n)) faults.push(`${what} still waits though the line is well`);
  }
  return faults;
}

/** Whether what a refused act was about is kept: set aside, sent again by another act, or in the record. */
function whereabouts({ act, given, n }, kept, acts, entries) {
  if (kept.has(n) || !['ink.draw', 'bookmark.set'].includes(act)) return true;
  if (act === 'bookmark.set') return acts.some((one) => one.n > n && one.act === act && one.given.page === given.page);
  return entries.some((entry) => entry.kind === 'ink.drawn' && entry.id === given.id)
    || acts.some((one) => one.n > n && one.act === 'ink.draw' && one.given.points === given.points);
}

/** The disk answers in simulated time. */
async function settled(page, promise) {
  let told;
  void promise.then((found) => (told = found));
  while (!told) await page.clock.run(10);
  return told;
}

/** @returns {string[]} strokes that were drawn twice, holes in streams */
function doubled(entries) {
  const ids = entries.filter((entry) => entry.kind === 'ink.drawn').map((entry) => entry.id);
  const last = new Map();
  const holes = [];
  for (const { stream, number } of entries) {
    if (number !== (last.get(stream) ?? 0) + 1) holes.push(`${stream} has a hole before ${number}`);
    last.set(stream, number);
  }
  return [...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} was drawn twice`), ...holes];
}
