// A bare Socket.IO server: one room, one emit, nothing kept, nobody checked.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { entries } from './entries.mjs';

const { Server } = createRequire(`${process.env.GIJO_PEERS}/`)('socket.io');
const http = createServer();
const io = new Server(http, { perMessageDeflate: false });

io.on('connection', (line) => {
  void line.join('meeting:1');
  line.on('do', (asked) => io.to('meeting:1').emit('entries', entries(asked)));
});
http.listen(Number(process.env.PORT));
