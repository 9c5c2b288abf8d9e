import assert from 'node:assert/strict';
import { Gateway } from './gateway.js';
import { folder } from './support.js';

/**
 * A phone that is linked to a session of an engine.
 *
 * @param {import('./fake.js').FakeWhatsApp} fake
 * @param {import('node:test').TestContext} context
 * @param {{gateway?: Gateway, session?: string, settings?: object}} [more] the engine; when it is missing, the one that the tests of the file share
 */
export async function link(fake, context, { gateway: given, session = 'shop', settings } = {}) {
  const gateway = given ?? (await Gateway.shared(context, fake.testServer));
  const number = fake.newNumber();
  const { lid } = await fake.ask('/phones', { number, name: 'Shop' });
  const path = await folder(context);
  await gateway.open(session, path, settings);
  const code = await gateway.ask('session/link', { session });
  assert.equal(code.kind, 'qr');
  await fake.ask(`/phones/${number}/scan`, { qr: code.payload });
  await gateway.untilState(session, 'connected');
  return { gateway, number, lid, path };
}
