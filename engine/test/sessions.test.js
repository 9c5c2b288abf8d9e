import '../src/console-filter.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folder, introduce, party } from './support.js';

/** @param {import('node:test').TestContext} context */
async function pair(context) {
  const shop = await party(await folder(context), '5511900000001');
  const customer = await party(await folder(context), '5511900000002');
  context.after(() => Promise.all([shop.store.close(), customer.store.close()]));
  await introduce(shop, customer);
  const begun = async () => (await shop.repository.getSessionInfo(customer.jid)).baseKey;
  return { shop, customer, begun };
}

test('keys of a device with which a session stands begin no other one', async context => {
  const { shop, customer, begun } = await pair(context);
  const first = await begun();
  await introduce(shop, customer);
  assert.deepEqual(await begun(), first);
});

test('a phone that asks for a message once more gets a new session', async context => {
  const { shop, customer, begun } = await pair(context);
  const first = await begun();
  shop.renewals.ask({ tag: 'receipt', attrs: { from: customer.jid, id: 'A', type: 'retry' } });
  await introduce(shop, customer);
  assert.notDeepEqual(await begun(), first);
});

test('another kind of receipt does not renew a session', async context => {
  const { shop, customer, begun } = await pair(context);
  const first = await begun();
  shop.renewals.ask({ tag: 'receipt', attrs: { from: customer.jid, id: 'A', type: 'read' } });
  await introduce(shop, customer);
  assert.deepEqual(await begun(), first);
});

test('a phone that was set up anew gets a new session', async context => {
  const { shop, customer, begun } = await pair(context);
  const first = await begun();
  Object.assign(customer.auth.creds, { registrationId: customer.auth.creds.registrationId + 1 });
  await introduce(shop, customer);
  assert.notDeepEqual(await begun(), first);
});
