// How many synced batches a second this disk takes, in as many databases side by side: no session can journal faster.
// Arguments: the engine's folder, a folder to write in, the number of databases, the number of batches of each.
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [engine, folder, databases, batches] = process.argv.slice(2);
const { ClassicLevel } = createRequire(join(engine, 'package.json'))('classic-level');
const stores = await Promise.all(Array.from({ length: Number(databases) }, async (_, index) => {
  const store = new ClassicLevel(join(folder, `ceiling-${index}`), { valueEncoding: 'buffer' });
  await store.open();
  return store;
}));

// About what one message writes: its journal entry, the hash of its ciphertext and the session's new ratchet.
const values = [['journal', 400], ['hash', 16], ['session', 1200]].map(([key, size]) => [key, randomBytes(size)]);
const start = performance.now();
await Promise.all(stores.map(async store => {
  for (let batch = 0; batch < Number(batches); batch++) {
    await store.batch(values.map(([key, value]) => ({ type: 'put', key: `${key}:${batch}`, value })), { sync: true });
  }
}));
const seconds = (performance.now() - start) / 1000;
await Promise.all(stores.map(store => store.close()));
console.log(Math.round(stores.length * Number(batches) / seconds));
