/**
 * The shapes that travel between tablet and server, as docs/protocol.md has them.
 *
 * @typedef {{[key: string]: unknown}} Body
 * @typedef {{number: number, kind: string, at: number, by: number | null,
 *   device: string | null, n: number | null, body: Body}} Entry
 * @typedef {{stream: string, from: number, to: number, entries: Entry[]}} Entries
 * @typedef {{stream: string, number: number, url: string}} Reset
 * @typedef {{heads: Record<string, number>, at: number}} Head
 * @typedef {{stream: string, kind: string, body: Body}} Whisper
 * @typedef {{streams: Record<string, number>, refused: Record<string, string>}} Followed
 *
 * @typedef {{done: true, repeat?: boolean, stream?: string, number?: number, body?: Body}} Done
 * @typedef {{refused: string, message?: string, clause?: string, keep?: 'private'}} Refused
 * @typedef {Done | Refused} Answer
 *
 * Of a spread, half 1 is read first; without a half the whole page is meant.
 * @typedef {1 | 2} Half
 * @typedef {{version: number, page: number, half?: Half}} Place
 * @typedef {{version: number | null, page: number | null, half?: Half | null, presenter: number | null,
 *   epoch: number, number: number, strength?: Strength}} Floor
 * How a page is called: told only, turned to on every tablet that follows, or kept there too.
 * @typedef {'offer' | 'bring' | 'hold'} Strength
 * @typedef {'preparing' | 'announced' | 'open' | 'recess' | 'closed' | 'sealed'} MeetingState
 * @typedef {{id: number, name: string, body: string, held_on: string, starts_at: string | null,
 *   place: string | null, state: MeetingState, opened_at: number | null,
 *   closed_at: number | null, sharing: boolean}} MeetingFacts
 * @typedef {'administrator' | 'clerk' | 'chair' | 'member' | 'executive' | 'guest'} Role
 * @typedef {{id: number, name: string, role: Role}} Me
 * @typedef {{name: string, furigana: string, role: Role}} PersonFacts
 * @typedef {{item: number, number: number, title: string, reading?: string}} Item
 * @typedef {{paper: number, item: number | null, name: string, version: number,
 *   digest: string, pages: number, beside: number | null, reading?: string, versions?: Edition[]}} Paper
 * One version of a paper as it was issued; `from` is the version whose place it took.
 * @typedef {'first' | 'replacement' | 'erratum' | 'correction'} EditionKind
 * @typedef {{version: number, number: number, kind: EditionKind, issued_at: number, digest: string,
 *   pages: number, from: number | null}} Edition
 * What became of `n` pages of the former version that went along; `to` is 0 where they have no place.
 * @typedef {{from: number, to: number, n: number, state: 'same' | 'changed' | 'removed' | 'doubt'}} PageRun
 * @typedef {{version: number, from: number, kind: EditionKind, reason: string, issued_at: number | null,
 *   map: PageRun[], errata_paper?: number | null}} ReplacementFacts
 * Where two pages differ, pt of each.
 * @typedef {{old: Corners[], new: Corners[]}} PageDifferences
 * Members present against those needed of the fixed number, how many are marked, and who is not.
 * @typedef {{present: number, needed: number, fixed: number, marked: number, unmarked: number[]}} Attendance
 * @typedef {{meeting: MeetingFacts, me: Me, groups?: Group[], people: Record<string, PersonFacts>, agenda: Item[],
 *   papers: Paper[], floor: Floor, attendance: Attendance, streams: Record<string, number>}} Snapshot
 * @typedef {{version: number, paper: number, name: string, digest: string, pages: number,
 *   sizes: [number, number][], labels?: string[][], spreads?: number[],
 *   binding?: 'left' | 'right', outline?: Heading[], text?: boolean}} VersionFacts
 * @typedef {{text: string, box: [number, number, number, number], size: number, vertical: boolean, at: number[]}} PageLine
 * @typedef {{page: number, line: string, marks: [number, number][], times: number}} TextHit
 * @typedef {{words: string[], pages: number[], next: string | number | null, groups: {hits: TextHit[]}[]}} TextFound
 * @typedef {{level: number, title: string, page: number, half?: Half, kind?: string,
 *   number?: number, reading?: string}} Heading
 *
 * How a paper is viewed: spreads whole or by halves, or single pages two by two.
 * @typedef {'whole' | 'halves' | 'double'} Choice
 *
 * How the papers of a meeting lie side by side.
 * @typedef {{panes: {place: Place, weight: number, active: boolean, follows: boolean, dated?: boolean}[],
 *   followed: boolean}} DeskFacts
 *
 * @typedef {[number, number, number, number]} Corners
 * @typedef {{width: number, height: number, lines: PageLine[], links: {box: Corners, page?: number, uri?: string, file?: string}[]}} WordsFacts
 *
 * @typedef {'private' | 'group' | 'shared'} Layer
 * @typedef {'pen' | 'highlighter' | 'line' | 'words' | 'text' | 'sticky' | 'stamp' | 'slip'} MarkTool
 * @typedef {'pen' | 'highlighter'} InkTool
 * @typedef {{id: string, version: number, page: number, layer: Layer, group?: number | null, tool: MarkTool,
 *   color: string, width: number, points: string, text?: string | null}} StrokeFacts
 * Where a mark is on a version; page 0 waits for its author.
 * @typedef {{page: number, dx: number, dy: number, scale: number, turn: number, erased?: boolean,
 *   points?: string | null, guesses?: number[] | null}} MarkPlace
 * @typedef {StrokeFacts & MarkPlace & {by: number, number: number, at: number, rev: number}} StoredStroke
 * @typedef {StrokeFacts & {by: number, number: number, at: number, rev: number,
 *   places: (MarkPlace & {version: number})[]}} LaidStroke
 * @typedef {{streams: Record<string, number>, strokes: StoredStroke[]}} InkFacts
 * A faction or committee whose members I write for.
 * @typedef {{id: number, name: string}} Group
 * @typedef {{version: number, page: number, half: 1 | 2 | null, on: boolean, name: string, number: number}} StoredBookmark
 * @typedef {{streams: Record<string, number>, bookmarks: StoredBookmark[],
 *   called: {version: number, page: number, at: number}[]}} MarksFacts
 */
export {};
