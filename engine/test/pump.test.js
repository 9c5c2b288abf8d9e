import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Journal } from '../src/journal/journal.js';
import { Pump } from '../src/journal/pump.js';
import { SessionStore } from '../src/store/session-store.js';
import { folder } from './support.js';

const me = { id: '5511900000001:7@s.whatsapp.net', lid: '' };

/** @param {import('node:test').TestContext} context */
async function open(context) {
  const store = await SessionStore.open(await folder(context));
  context.after(() => store.close());
  return { store, journal: await Journal.open(store) };
}

/**
 * @param {SessionStore} store
 * @param {Journal} journal
 * @param {number} count
 */
async function learn(store, journal, count) {
  for (let number = 0; number < count; number++) {
    await store.set(journal.place({ kind: 'identity', lid: `${1000 + number}@lid`, phone: `55119${number}@s.whatsapp.net` }));
  }
}

/** @param {Journal} journal */
function collect(journal) {
  /** @type {number[]} */
  const positions = [];
  const waiting = new Set();
  const pump = new Pump(journal, async events => {
    positions.push(.../** @type {{position: number}[]} */ (events).map(event => event.position));
    waiting.forEach(look => look());
  }, error => assert.fail(String(error)));
  const reached = (/** @type {number} */ count) => new Promise(resolve => {
    const look = () => positions.length >= count && resolve(undefined);
    waiting.add(look);
    look();
  });
  return { pump, positions, reached };
}

test('entries are handed over in order, and again after a restart until they are acknowledged', async context => {
  const { store, journal } = await open(context);
  await learn(store, journal, 5);
  const first = collect(journal);
  first.pump.kick();
  await first.reached(5);
  await first.pump.acknowledge(3);
  first.pump.stop();

  const second = collect(await Journal.open(store));
  second.pump.kick();
  await second.reached(2);
  assert.deepEqual(first.positions, [1, 2, 3, 4, 5]);
  assert.deepEqual(second.positions, [4, 5]);
});

test('no more than a window is under way unacknowledged', async context => {
  const { store, journal } = await open(context);
  await learn(store, journal, 400);
  const { pump, positions, reached } = collect(journal);
  pump.kick();
  await reached(256);
  assert.equal(positions.length, 256);
  await pump.acknowledge(200);
  await reached(400);
  assert.deepEqual(positions, Array.from({ length: 400 }, (_, index) => index + 1));
});

test('what an earlier process handed over can be acknowledged to this one', async context => {
  const { store, journal } = await open(context);
  await learn(store, journal, 3);
  const { pump, positions } = collect(await Journal.open(store));
  await pump.acknowledge(2);
  pump.kick();
  await pump.acknowledge(999);
  assert.ok(!positions.includes(1) && !positions.includes(2));
  assert.equal((await Journal.open(store)).acknowledged, 3);
});

test('an acknowledgement tells each event it covers once', async context => {
  const { store, journal } = await open(context);
  await learn(store, journal, 2);
  const { pump, reached } = collect(journal);
  pump.kick();
  await reached(2);
  assert.equal((await pump.acknowledge(2)).length, 2);
  assert.equal((await pump.acknowledge(2)).length, 0);
});

test('entries that concern nobody acknowledge themselves', async context => {
  const { store, journal } = await open(context);
  await store.set(journal.place({ kind: 'message', stanza: { tag: 'message', attrs: { id: 'A' } }, plaintext: Buffer.of(1), hash: 'h', me }));
  const { pump } = collect(journal);
  pump.kick();
  while (journal.acknowledged < 1) {
    await new Promise(resolve => setImmediate(resolve));
  }

  assert.deepEqual(await journal.read(0, 10), []);
});
