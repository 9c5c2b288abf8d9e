import '../src/console-filter.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proto, writeRandomPadMax16 } from 'baileys';
import { folder, introduce, party } from './support.js';

const rounds = 25;

/** @typedef {Awaited<ReturnType<typeof party>>} Party */

/**
 * A shop and a customer, whose number is the same for every shop.
 *
 * @param {import('node:test').TestContext} context
 * @param {string} number
 */
async function shopWithCustomer(context, number) {
  const customer = await party(await folder(context), '5511900000009');
  const shop = await party(await folder(context), number);
  await introduce(customer, shop);
  /** @type {string[][]} */
  const batches = [];
  const set = shop.store.set.bind(shop.store);
  shop.store.set = values => {
    batches.push(Object.keys(values));
    return set(values);
  };
  context.after(async () => {
    await customer.store.close();
    await shop.store.close();
  });
  return { customer, shop, batches };
}

/** @param {{customer: Party, shop: Party}} pair */
async function exchange({ customer, shop }) {
  for (let round = 0; round < rounds; round++) {
    const data = writeRandomPadMax16(proto.Message.encode({ conversation: `message ${round}` }).finish());
    const { type, ciphertext } = await customer.repository.encryptMessage({ jid: shop.jid, data });
    shop.stanzas.set(ciphertext, { tag: 'message', attrs: { id: `M${round}`, from: customer.jid, t: '1700000000' } });
    await shop.repository.decryptMessage({ jid: customer.jid, type, ciphertext });
    await shop.repository.encryptMessage({ jid: customer.jid, data });
  }
}

// libsignal queues by the customer's address, for all sessions of the process together, and runs what is queued where the queue began.
test('two numbers with the same customer do not end up in each other\'s transactions', async context => {
  const pairs = [await shopWithCustomer(context, '5511900000001'), await shopWithCustomer(context, '5511900000002')];
  await Promise.all(pairs.map(exchange));

  for (const { shop, batches } of pairs) {
    const journaled = batches.filter(keys => keys.some(key => key.startsWith('journal:')));
    assert.equal(journaled.length, rounds);
    assert.ok(journaled.every(keys => keys.some(key => key.startsWith('signal:session:'))), 'each entry is in one batch with its ratchet');
    assert.equal((await shop.journal.read(0, 1000)).length, rounds);
  }
});
