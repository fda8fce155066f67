/** What a peer sends for a call of a page: the same bytes Gijo's followers get. */
export function entries({ given, device, n }) {
  const { version, page, epoch } = given;
  const body = { version, page, epoch };
  const entry = { number: n, kind: 'floor.turned', at: Date.now(), by: 2, device, n, body };
  return { stream: 'meeting:1', from: n, to: n, entries: [entry] };
}
