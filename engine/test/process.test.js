import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { describe, mask } from '../src/masking.js';
import { Gateway, settings } from './gateway.js';
import { folder } from './support.js';

test('the engine ends when its socket closes', async context => {
  const gateway = await Gateway.start(context);
  await gateway.open('a', await folder(context));
  gateway.socket.destroy();
  await gateway.ended();
  assert.equal(gateway.child.exitCode, 0);
});

test('the engine ends when it is asked to', async context => {
  const gateway = await Gateway.start(context);
  await gateway.ask('engine/stop');
  await gateway.ended();
  assert.equal(gateway.child.exitCode, 0);
});

test('another protocol, an unknown session and a test server elsewhere are errors', async context => {
  const { ask } = await started(context);
  await assert.rejects(ask('engine/initialize', { protocol: 3 }));
  for (const url of ['wss://203.0.113.7/ws', 'ws://127.0.0.1@example.com/ws', 'http://127.0.0.1/ws', 'nonsense']) {
    await assert.rejects(ask('engine/initialize', { protocol: 2, testServer: { url, noiseRoot: '00'.repeat(32) } }));
  }

  await assert.rejects(ask('engine/initialize', { protocol: 2, testServer: { url: 'ws://127.0.0.1:9/ws', noiseRoot: '00' } }));
  await assert.rejects(ask('session/send', { session: 'a', message: { id: 'A', chat: 'b', content: { kind: 'text', text: 'c' } } }));
});

test('a session that is not linked sends nothing and reconnects nothing', async context => {
  const { ask } = await started(context);
  const opened = await ask('session/open', { session: 'a', folder: await folder(context), settings });
  assert.deepEqual(opened.status, { state: 'disconnected', cause: null, self: null });
  assert.deepEqual(await ask('session/send', { session: 'a', message: { id: 'A', chat: '5511900000002@s.whatsapp.net', content: { kind: 'text', text: 'hello' } } }), { kind: 'notConnected' });
  assert.deepEqual(await ask('session/reconnect', { session: 'a' }), { linked: false });
});

test('a session that is closed while it is being opened is closed, and can be opened again', async context => {
  const { ask } = await started(context);
  const path = await folder(context);
  const opening = ask('session/open', { session: 'a', folder: path, settings });
  await ask('session/close', { session: 'a' });
  await opening;
  assert.equal((await ask('engine/ping')).sessions, 0);
  const both = [ask('session/open', { session: 'a', folder: path, settings }), ask('session/open', { session: 'a', folder: path, settings })];
  await Promise.all(both);
  assert.equal((await ask('engine/ping')).sessions, 1);
});

test('what a dependency prints does not leave the process', async () => {
  // A session that is closed is printed by libsignal, private keys and all.
  const script = `
    await import('${new URL('../src/console-filter.js', import.meta.url)}');
    const { default: SessionRecord } = await import('libsignal/src/session_record.js');
    const record = new SessionRecord();
    record.closeSession({ indexInfo: { closed: -1 }, secret: Buffer.from('secret') });
    console.log('secret', 12345);
    console.table([{ private: 'secret' }]);
    console.assert(false, 'secret');`;
  const root = new URL('..', import.meta.url);
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'pipe'], cwd: root });
  let printed = '';
  child.stdout.on('data', chunk => (printed += chunk));
  child.stderr.on('data', chunk => (printed += chunk));
  await once(child, 'close');
  assert.equal(printed, 'suppressed console.info\nsuppressed console.log\nsuppressed console.table\nsuppressed console.assert\n');
});

test('numbers, keys and line breaks do not get into the log', () => {
  assert.equal(mask('to 5511900000001@s.whatsapp.net\nid 42'), 'to …01@s.whatsapp.net id 42');
  assert.equal(mask(`key ${Buffer.alloc(32, 7).toString('base64')}`), 'key …');
  assert.equal(describe(new TypeError('no 123456')), 'TypeError: no …56');
  assert.ok(mask('x '.repeat(1000)).length <= 500);
});

/** @param {import('node:test').TestContext} context */
async function started(context) {
  const gateway = await Gateway.start(context);
  return { ask: (/** @type {string} */ method, /** @type {object} */ parameters = {}) => gateway.ask(method, parameters) };
}
