import './console-filter.js';
import { createConnection } from 'node:net';
import { createMessageConnection, NotificationType, RequestType, SocketMessageReader, SocketMessageWriter } from 'vscode-jsonrpc/node.js';
import { Engine } from './engine.js';
import { Log } from './log.js';
import { describe } from './masking.js';

// Lines that wait for a gateway that does not read; more are dropped.
const mostLines = 500;

const endPatience = 5_000;

// Time for the last answer to leave; the gateway usually closes the socket before.
const goodbye = 500;

const path = process.argv[2];
if (!path) {
  process.stderr.write('The engine is started by the gateway, with the path of its socket.\n');
  process.exit(2);
}

const socket = createConnection(path);
const rpc = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
const notify = async (/** @type {string} */ method, /** @type {object} */ parameters) => {
  try {
    await rpc.sendNotification(new NotificationType(method), parameters);
  } catch {
    // The gateway is gone, and so is this process in a moment.
  }
};
let lines = 0;
const log = new Log(async line => {
  if (lines < mostLines) {
    lines++;
    await notify('log', line);
    lines--;
  }
});
const engine = new Engine(notify, log);
let ending = false;

/** @param {number} code */
async function end(code) {
  if (!ending) {
    ending = true;
    setTimeout(() => process.exit(1), endPatience).unref();
    await engine.stop();
    process.exit(code);
  }
}

for (const [method, handle] of Object.entries(engine.methods)) {
  rpc.onRequest(new RequestType(method), async parameters => {
    try {
      return await handle(parameters);
    } catch (error) {
      throw new Error(describe(error));
    }
  });
}

rpc.onRequest(new RequestType('engine/stop'), async () => {
  await engine.stop();
  setTimeout(() => void end(0), goodbye);
  return {};
});
rpc.onClose(() => void end(0));
rpc.onError(() => void end(1));
socket.on('error', () => void end(1));
process.on('SIGTERM', () => void end(0));
process.on('SIGINT', () => void end(0));
process.on('unhandledRejection', error => engine.failed(error));
process.on('uncaughtException', error => engine.failed(error));
rpc.listen();
