import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage } from './stage.js';

const stage = new Stage();

test('a text reaches the linked device, which acknowledges it with a receipt', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const { id } = await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'Good morning' });
  const message = await client.until('the message', () => client.messages.find(({ key }) => key.id === id));
  assert.equal(message.message?.conversation, 'Good morning');
  assert.equal(message.key.remoteJid, peer.jid);
  assert.equal(message.key.remoteJidAlt, peer.lid);
  assert.equal(message.pushName, 'Customer');
  const receipts = await stage.control.until(`/receipts?number=${number}`, all => all.some((/** @type {any} */ one) => one.id === id));
  assert.equal(receipts.find((/** @type {any} */ one) => one.id === id).chat, peer.jid);
});

test('a text from the linked device is acknowledged and read by the peer', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const sent = await client.socket.sendMessage(peer.jid, { text: 'Here is your order' });
  const ack = await client.until('the ack', () => client.acks.find(({ id }) => id === sent?.key.id));
  assert.ok(Number(ack.t) > 0);
  const [message] = await stage.control.until(`/peers/${peer.number}/messages`, all => all.length > 0);
  assert.equal(message.id, sent?.key.id);
  assert.equal(message.from, number);
  assert.equal(message.text, 'Here is your order');
  await client.until('the delivery receipt', () => client.updates.some(({ key, update }) => key.id === sent?.key.id && update.status === 3));
});
