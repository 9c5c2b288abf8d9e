// Writes until it is killed: two values that belong together, again and again, and prints what is on the disk.
import { SessionStore } from '../src/store/session-store.js';

const store = await SessionStore.open(/** @type {string} */ (process.argv[2]));
for (let number = ((await store.get('left')) ?? 0) + 1; ; number++) {
  await store.set({ left: number, right: number });
  process.stdout.write(`${number}\n`);
}
