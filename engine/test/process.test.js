import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createMessageConnection, RequestType, SocketMessageReader, SocketMessageWriter } from 'vscode-jsonrpc/node.js';
import { describe, mask } from '../src/masking.js';
import { folder } from './support.js';

const main = fileURLToPath(new URL('../src/main.js', import.meta.url));
const settings = {
  proxy: null, allowPrivateNetworks: true, autoRejectCalls: false, callRejectMessage: '', keepOnline: false, autoReadMessages: false, syncHistory: false,
};

/** @param {import('node:test').TestContext} context */
async function engine(context) {
  const path = join(await folder(context), 'engine.sock');
  const server = createServer().listen(path);
  await once(server, 'listening');
  const child = spawn(process.execPath, [main, path], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [socket] = /** @type {[import('node:net').Socket]} */ (await once(server, 'connection'));
  server.close();
  const rpc = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
  rpc.listen();
  context.after(() => {
    child.kill('SIGKILL');
    socket.destroy();
  });
  const ask = (/** @type {string} */ method, /** @type {object} */ parameters = {}) => rpc.sendRequest(new RequestType(method), parameters);
  return { child, socket, ask };
}

test('the engine ends when its socket closes', async context => {
  const { child, socket, ask } = await engine(context);
  await ask('engine/initialize', { protocol: 1 });
  await ask('session/open', { session: 'a', folder: await folder(context), settings });
  socket.destroy();
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
});

test('the engine ends when it is asked to', async context => {
  const { child, ask } = await engine(context);
  await ask('engine/initialize', { protocol: 1 });
  await ask('engine/stop');
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
});

test('another protocol, an unknown session and a test server elsewhere are errors', async context => {
  const { ask } = await engine(context);
  await assert.rejects(ask('engine/initialize', { protocol: 2 }));
  await assert.rejects(ask('engine/initialize', { protocol: 1, testServer: { url: 'wss://203.0.113.7/ws', noiseRoot: '00' } }));
  await assert.rejects(ask('session/send', { session: 'a', message: { id: 'A', chat: 'b', text: 'c' } }));
});

test('a session that is not linked sends nothing and reconnects nothing', async context => {
  const { ask } = await engine(context);
  await ask('engine/initialize', { protocol: 1 });
  const opened = /** @type {any} */ (await ask('session/open', { session: 'a', folder: await folder(context), settings }));
  assert.deepEqual(opened.status, { state: 'disconnected', cause: null, self: null });
  assert.deepEqual(await ask('session/send', { session: 'a', message: { id: 'A', chat: '5511900000002@s.whatsapp.net', text: 'hello' } }), { kind: 'notConnected' });
  assert.deepEqual(await ask('session/reconnect', { session: 'a' }), { linked: false });
});

test('what a dependency prints does not leave the process', async () => {
  const script = `await import('${new URL('../src/console-filter.js', import.meta.url)}'); console.info('key', Buffer.from('secret')); console.warn({ private: 'secret' }); console.log('secret');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stdout.on('data', chunk => (printed += chunk));
  child.stderr.on('data', chunk => (printed += chunk));
  await once(child, 'close');
  assert.equal(printed, 'suppressed console.info\nsuppressed console.warn\nsuppressed console.log\n');
});

test('numbers, keys and line breaks do not get into the log', () => {
  assert.equal(mask('to 5511900000001@s.whatsapp.net\nid 42'), 'to …01@s.whatsapp.net id 42');
  assert.equal(mask(`key ${Buffer.alloc(32, 7).toString('base64')}`), 'key …');
  assert.equal(describe(new TypeError('no 123456')), 'TypeError: no …56');
  assert.ok(mask('x '.repeat(1000)).length <= 500);
});
