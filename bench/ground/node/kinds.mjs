// How one speaks to each server: its path, how one joins, how a call is said and known again.

const ENGINE = '/socket.io/?EIO=4&transport=websocket';
const DEVICE = 'bench-presenter';
const RECTANGLE = { tool: 3, type: 1, color: '#000000', size: 20, opacity: 1 };

function act({ meeting, version, pages }, n) {
  const given = { meeting, version, page: (n % pages) + 1, epoch: 0 };
  return { act: 'floor.turn', given, device: DEVICE, n };
}

export const KINDS = {
  ws: {
    path: () => '/',
    say: (server, n) => JSON.stringify(act(server, n)),
    mark: (n) => `"n":${n},"body"`,
  },
  'Socket.IO': {
    path: () => ENGINE,
    auth: () => '',
    say: (server, n) => `42${JSON.stringify(['do', act(server, n)])}`,
    mark: (n) => `"n":${n},"body"`,
  },
  Gijo: {
    path: () => ENGINE,
    auth: ({ keys }, place) => JSON.stringify({ token: place < 0 ? keys.presenter : keys.followers[place % keys.followers.length] }),
    follow: ({ meeting }) => `420${JSON.stringify(['follow', { v: 1, device: DEVICE, after: { [`meeting:${meeting}`]: 0 } }])}`,
    say: (server, n) => `42${n}${JSON.stringify(['do', act(server, n)])}`,
    mark: (n) => `"n":${n},"body"`,
  },
  WBO: {
    // A board of its own for each row: a saved one refuses who begins at its beginning.
    path: (board) => `${ENGINE}&board=bench-${board}&baselineSeq=0`,
    auth: () => '',
    say: (_, n) => {
      const place = { x: 10, y: 10, x2: 10 + (n % 500), y2: 40 };
      return `42${JSON.stringify(['broadcast', { ...RECTANGLE, ...place, id: `turn-${n}-`, clientMutationId: `m-${n}` }])}`;
    },
    mark: (n) => `"turn-${n}-"`,
  },
};
