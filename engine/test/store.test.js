import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, open, rm, stat } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { GroupCommit } from '../src/store/group-commit.js';
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

test('what is written after the disk was full is there after a kill', { skip: process.getuid?.() !== 0 && 'mounting a file system needs root' }, async context => {
  const disk = await folder(context);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk]);
  try {
    const store = await SessionStore.open(`${disk}/session`);
    const put = (/** @type {number} */ from, /** @type {number} */ to) => writeOneByOne(store, from, to);
    const before = await put(0, 20);
    const filler = await fill(`${disk}/filler`);
    const meanwhile = await put(20, 30);
    await filler.close();
    await rm(`${disk}/filler`);
    const afterwards = await put(30, 60);
    assert.equal(meanwhile.length, 0);
    assert.equal(afterwards.length, 30);

    // As a kill leaves it: what is in the files, with nothing closed.
    await cp(`${disk}/session`, `${disk}/killed`, { recursive: true, filter: path => !path.endsWith('LOCK') });
    const again = await SessionStore.open(`${disk}/killed`);
    const written = [...before, ...afterwards];
    const found = await again.getMany(written);
    assert.deepEqual(written.filter((_, index) => found[index] === undefined), []);
    await again.close();
    await store.close();
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
});

test('who watches the disk is told of a failure for good, whatever is written later', async context => {
  let full = false;
  const database = /** @type {any} */ ({
    location: await folder(context),
    async open() {},
    async close() {},
    async batch() {
      if (full) {
        throw new Error('disk full');
      }
    },
  });
  const commit = new GroupCommit(database);
  const watched = commit.watch();
  await commit.write([]);
  await watched();
  full = true;
  await assert.rejects(commit.write([]), /disk full/);
  full = false;
  await commit.write([]);
  await assert.rejects(watched(), /disk full/);
  await commit.watch()();
});

/**
 * Writes values of some kilobytes each.
 *
 * @param {SessionStore} store
 * @param {number} from
 * @param {number} to
 * @returns {Promise<string[]>} the keys of those that are on the disk
 */
async function writeOneByOne(store, from, to) {
  const written = [];
  for (let number = from; number < to; number++) {
    const done = await store.set({ [`k:${number}`]: 'x'.repeat(3000 + ((number * 37) % 9000)) }).then(() => true, () => false);
    written.push(...(done ? [`k:${number}`] : []));
  }

  return written;
}

/**
 * A file that leaves no byte free.
 *
 * @param {string} path
 */
async function fill(path) {
  const file = await open(path, 'w');
  for (let block = Buffer.alloc(65_536); block.length > 0;) {
    await file.write(block).catch(() => {
      block = block.subarray(0, block.length >> 1);
    });
  }

  return file;
}
