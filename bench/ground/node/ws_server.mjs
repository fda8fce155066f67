// A raw websocket broadcast: the least a server can do, nothing kept, nobody checked.
import { createRequire } from 'node:module';
import { entries } from './entries.mjs';

const { WebSocketServer } = createRequire(`${process.env.GIJO_PEERS}/`)('ws');
const server = new WebSocketServer({ port: Number(process.env.PORT), perMessageDeflate: false });

server.on('connection', (line) => {
  line.on('message', (text) => {
    const told = JSON.stringify(['entries', entries(JSON.parse(text))]);
    for (const one of server.clients) one.send(told);
  });
});
