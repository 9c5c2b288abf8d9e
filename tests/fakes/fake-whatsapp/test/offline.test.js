import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage } from './stage.js';

const stage = new Stage();

test('messages for a device that is away come in order at its next login', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  await client.disconnect();
  await stage.control.until(`/phones/${number}`, ({ devices: [device] }) => !device.connected);
  const { ids } = await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'Later', count: 30 });
  assert.equal((await stage.control.get(`/phones/${number}`)).devices[0].pendingOffline, 30);
  client.connect();
  await client.until('the messages', () => client.texts.length === 30);
  assert.deepEqual(client.messages.filter(({ message }) => message?.conversation).map(({ key }) => key.id), ids);
  await stage.control.until(`/phones/${number}`, ({ devices: [device] }) => device.pendingOffline === 0);
  assert.equal((await stage.receipt(number, ids[29])).connection, 2);
});

test('a message without a receipt comes again, the same, at each login', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  await client.disconnect();
  const { id } = await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'Again' });
  const seen = [await ciphertextOf(client, id), await ciphertextOf(client, id)];
  assert.deepEqual(seen[0], seen[1]);
  assert.equal((await stage.control.get(`/phones/${number}`)).devices[0].pendingOffline, 1);
  client.connect();
  await client.until('the message', () => client.texts.includes('Again'));
  await stage.control.until(`/phones/${number}`, ({ devices: [device] }) => device.pendingOffline === 0);
});

/**
 * Logs in, looks at the stanza and goes without a receipt.
 * @param {import('./client.js').Client} client
 * @param {string} id
 */
async function ciphertextOf(client, id) {
  client.connect();
  client.socket.ws.removeAllListeners('CB:message');
  const stanza = await new Promise(resolve => client.socket.ws.on(`TAG:${id}`, resolve));
  assert.ok(stanza.attrs.offline);
  await client.disconnect();
  return stanza.content[0].content;
}
