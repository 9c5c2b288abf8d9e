import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { test } from 'node:test';
import { Log } from '../src/log.js';
import { holdUntilWritten } from '../src/session/outgoing.js';
import { Sender } from '../src/session/sender.js';
import { SessionStore } from '../src/store/session-store.js';
import { folder } from './support.js';

const chat = '5511900000002@s.whatsapp.net';

/**
 * A sender on a real store, with WhatsApp's side of the socket in the hands of the test.
 *
 * @param {import('node:test').TestContext} context
 * @param {number} [deadline]
 */
async function open(context, deadline = 20) {
  const store = await SessionStore.open(await folder(context));
  context.after(() => store.close());
  const ws = new EventEmitter();
  /** @type {{id: string, content: any, stored: any}[]} */
  const relayed = [];
  const socket = /** @type {any} */ ({
    ws,
    authState: { creds: { me: { id: '5511900000001:3@s.whatsapp.net', lid: '100000000000001:3@lid' } } },
    relayMessage: async (/** @type {string} */ _, /** @type {any} */ content, /** @type {{messageId: string}} */ { messageId }) => {
      relayed.push({ id: messageId, content, stored: await store.get(`sent:${messageId}`) });
      ws.emit('relayed', messageId);
    },
  });
  let stalls = 0;
  const sender = new Sender(store, () => socket, () => stalls++, new Log(() => undefined), deadline);
  sender.listenOn(socket);
  const ack = (/** @type {object} */ attrs) => ws.emit('CB:ack,class:message', { tag: 'ack', attrs });
  return { sender, ws, relayed, ack, stalls: () => stalls };
}

test('what is sent is on the disk before it leaves', async context => {
  const { sender, relayed } = await open(context);
  await sender.send({ id: 'A', chat, content: { kind: 'text', text: 'hello' } });
  assert.ok(relayed[0]?.stored);
  assert.equal((await sender.stored('A'))?.extendedTextMessage?.text, 'hello');
  assert.equal(await sender.stored('B'), undefined);
});

test('a send is done at its own acknowledgement', async context => {
  const { sender, ws, ack } = await open(context, 60_000);
  const sending = sender.send({ id: 'A', chat, content: { kind: 'text', text: 'hello' } });
  await once(ws, 'relayed');
  ack({ id: 'B', t: '1700000000' });
  ack({ id: 'A', t: '1700000001' });
  assert.deepEqual(await sending, { kind: 'accepted', at: 1700000001000 });
});

test('two askers of one id share one attempt', async context => {
  const { sender, ws, relayed, ack } = await open(context, 60_000);
  const both = Promise.all([sender.send({ id: 'A', chat, content: { kind: 'text', text: 'hello' } }), sender.send({ id: 'A', chat, content: { kind: 'text', text: 'hello' } })]);
  await once(ws, 'relayed');
  ack({ id: 'A' });
  assert.deepEqual((await both).map(({ kind }) => kind), ['accepted', 'accepted']);
  assert.equal(relayed.length, 1);
});

test('two sends in a row that nobody acknowledges are a stall, an acknowledgement between them is none', async context => {
  const { sender, ack, ws, stalls } = await open(context, 500);
  assert.equal((await sender.send({ id: 'A', chat, content: { kind: 'text', text: 'hello' } })).kind, 'uncertain');
  const answered = sender.send({ id: 'B', chat, content: { kind: 'text', text: 'hello' } });
  await once(ws, 'relayed');
  ack({ id: 'B' });
  assert.equal((await answered).kind, 'accepted');
  assert.equal((await sender.send({ id: 'C', chat, content: { kind: 'text', text: 'hello' } })).kind, 'uncertain');
  assert.equal(stalls(), 0);
  assert.equal((await sender.send({ id: 'D', chat, content: { kind: 'text', text: 'hello' } })).kind, 'uncertain');
  assert.equal(stalls(), 1);
});

test('an end of the connection makes what is under way uncertain, and is no stall', async context => {
  const { sender, ws, stalls } = await open(context, 60_000);
  const sending = sender.send({ id: 'A', chat, content: { kind: 'text', text: 'hello' } });
  await once(ws, 'relayed');
  sender.disconnected();
  assert.equal((await sending).kind, 'uncertain');
  assert.equal(stalls(), 0);
});

test('frames wait for the disk, in their order', async () => {
  /** @type {string[]} */
  const sent = [];
  /** @type {(() => void)[]} */
  const written = [];
  const socket = { send: (/** @type {string} */ data, /** @type {() => void} */ done) => {
    sent.push(data);
    done();
  } };
  holdUntilWritten(socket, () => new Promise(resolve => written.push(resolve)));
  const send = (/** @type {string} */ data) => new Promise(resolve => /** @type {any} */ (socket).send(data, resolve));
  const both = Promise.all([send('first'), send('second')]);
  written[1]?.();
  await new Promise(resolve => setImmediate(resolve));
  assert.deepEqual(sent, []);
  written[0]?.();
  await both;
  assert.deepEqual(sent, ['first', 'second']);
});

test('when the disk fails, nothing leaves any more and the connection ends', async () => {
  /** @type {string[]} */
  const done = [];
  const socket = { send: () => done.push('sent'), terminate: () => done.push('terminated') };
  holdUntilWritten(socket, async () => {
    throw new Error('disk full');
  });
  const error = await new Promise(resolve => /** @type {any} */ (socket).send('receipt', resolve));
  assert.match(String(error), /disk full/);
  assert.deepEqual(done, ['terminated']);
});
