import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SessionStore } from '../src/store/session-store.js';
import { folder } from './support.js';

const writer = fileURLToPath(new URL('writer.js', import.meta.url));

test('values come back as they were, buffers as buffers', async context => {
  const store = await SessionStore.open(await folder(context));
  await store.set({ a: { key: Buffer.from('abc'), list: [1, null] }, b: 2 });
  await store.set({ b: undefined });
  assert.deepEqual(await store.getMany(['a', 'b']), [{ key: Buffer.from('abc'), list: [1, null] }, undefined]);
  await store.close();
});

test('writes asked for together are on the disk in their order', async context => {
  const path = await folder(context);
  const store = await SessionStore.open(path);
  await Promise.all(Array.from({ length: 200 }, (_, number) => store.set({ last: number, [`n:${number}`]: number })));
  await store.close();
  const again = await SessionStore.open(path);
  assert.equal(await again.get('last'), 199);
  assert.equal((await again.range({ gte: 'n:', lt: 'n;' })).length, 200);
  await again.close();
});

test('a batch that fails is told to those who asked for it, and the next one goes on', async context => {
  const store = await SessionStore.open(await folder(context));
  const circular = /** @type {any} */ ({});
  circular.self = circular;
  await assert.rejects(async () => store.set({ a: circular }));
  await store.set({ b: 1 });
  assert.equal(await store.get('b'), 1);
  await store.close();
});

test('only its owner can read the folder', async context => {
  const path = `${await folder(context)}/session`;
  const store = await SessionStore.open(path);
  assert.equal((await stat(path)).mode & 0o777, 0o700);
  await store.close();
});

test('a predecessor that is just ending is waited for', async context => {
  const path = await folder(context);
  const first = await SessionStore.open(path);
  const second = SessionStore.open(path);
  await first.close();
  await (await second).close();
});

test('old entries are removed, in batches, and others stay', async context => {
  const store = await SessionStore.open(await folder(context));
  await store.set(Object.fromEntries(Array.from({ length: 1200 }, (_, number) => [`old:${String(number).padStart(4, '0')}`, { at: number }])));
  await store.set({ 'other:1': { at: 0 } });
  await store.prune('old:', value => value.at >= 1100);
  assert.equal((await store.range({ gte: 'old:', lt: 'old;' })).length, 100);
  assert.deepEqual(await store.get('other:1'), { at: 0 });
  await store.close();
});

// Each batch of the writer holds two values that belong together, and it reports a batch once it is on the disk.
test('a kill in the middle of writes leaves nothing half-written and nothing reported missing', async context => {
  const path = await folder(context);
  for (let round = 0; round < 5; round++) {
    const child = spawn(process.execPath, [writer, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    let reported = 0;
    child.stdout.on('data', (/** @type {Buffer} */ chunk) => {
      reported = Number(chunk.toString().trim().split('\n').at(-1));
      if (reported > 20 * (round + 1)) {
        child.kill('SIGKILL');
      }
    });
    await once(child, 'exit');
    const store = await SessionStore.open(path);
    const [left, right] = await store.getMany(['left', 'right']);
    assert.equal(left, right);
    assert.ok(left >= reported);
    await store.close();
  }
});
