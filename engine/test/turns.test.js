import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as moment } from 'node:timers/promises';
import { Turns } from '../src/session/turns.js';

test('what a turn begins outside waits for turns of its own, also later', async () => {
  const turns = new Turns();
  /** @type {string[]} */
  const order = [];
  /** @type {Promise<void> | undefined} */
  let begun;
  await turns.take(async () => {
    // As a connection is made anew because a write has failed: what its socket tells, it tells for ever from here.
    begun = turns.outside(async () => {
      await moment();
      assert.equal(turns.inside, false);
      await turns.take(async () => void order.push('begun'));
    });
    await moment();
    await moment();
    await moment();
    order.push('turn');
  });
  await begun;
  assert.deepEqual(order, ['turn', 'begun']);
});

test('a turn that asks again goes on at once', async () => {
  const turns = new Turns();
  assert.equal(await turns.take(() => turns.take(async () => turns.inside)), true);
  assert.equal(turns.inside, false);
});
