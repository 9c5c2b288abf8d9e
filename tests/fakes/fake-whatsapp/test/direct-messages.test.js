import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proto } from 'baileys';
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
  const receipt = await stage.receipt(number, id);
  assert.equal(receipt.chat, peer.jid);
  assert.equal(receipt.connection, 1);
  await stage.control.until(`/phones/${number}`, ({ devices: [device] }) => device.pendingOffline === 0);
});

test('a peer can be addressed by LID', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const { id } = await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'By LID', addressing: 'lid' });
  const message = await client.until('the message', () => client.messages.find(({ key }) => key.id === id));
  assert.equal(message.key.remoteJid, peer.lid);
  assert.equal(message.key.remoteJidAlt, peer.jid);
  await client.socket.sendMessage(peer.lid, { text: 'Answer by LID' });
  await stage.control.until(`/peers/${peer.number}/messages`, ([first]) => first?.text === 'Answer by LID');
  assert.deepEqual(await stage.control.get(`/peers/${peer.number}/failures`), []);
});

test('the alternate address can be hidden', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const { id } = await stage.control.post(`/peers/${peer.number}/messages`,
    { to: number, text: 'Who am I?', addressing: 'lid', hideAlternate: true });
  const message = await client.until('the message', () => client.messages.find(({ key }) => key.id === id));
  assert.equal(message.key.remoteJid, peer.lid);
  assert.equal(message.key.remoteJidAlt, undefined);
});

test('a peer without a LID is known by number only, until it has one', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer({ lid: null });
  const first = await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'No LID' });
  const before = await client.until('the message', () => client.messages.find(({ key }) => key.id === first.id));
  assert.equal(before.key.remoteJidAlt, undefined);
  await stage.control.post(`/peers/${peer.number}/identity`, { lid: '77700000001' });
  const second = await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'With LID' });
  // Baileys looks for the session under the LID now, does not find it and asks again: a stub comes first.
  await client.until('the message', () => client.texts.includes('With LID'));
  const after = client.messages.filter(({ key }) => key.id === second.id);
  assert.ok(after.every(({ key }) => key.remoteJidAlt === '77700000001@lid'));
});

test('a text from the linked device is acknowledged and read by the peer', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const sent = await client.socket.sendMessage(peer.jid, { text: 'Here is your order' });
  const ack = await client.until('the ack', () => client.acks.find(({ id }) => id === sent?.key.id));
  assert.ok(Number(ack.t) > 0);
  const [message] = await stage.control.get(`/peers/${peer.number}/messages`);
  assert.equal(message.id, sent?.key.id);
  assert.equal(message.from, number);
  assert.equal(message.text, 'Here is your order');
  await client.until('the delivery receipt', () => client.isDelivered(sent?.key.id));
});

test('a message sent twice under one id shows once at the peer', async () => {
  const { client } = await stage.linked();
  const peer = await stage.newPeer();
  for (const attempt of [1, 2]) {
    await client.socket.sendMessage(peer.jid, { text: 'Once' }, { messageId: '3EB0SAME' });
    await client.until('the ack', () => client.acks.length === attempt);
  }
  const messages = await stage.control.get(`/peers/${peer.number}/messages`);
  assert.equal(messages.length, 1);
  assert.equal(messages[0].repeats, 1);
});

test('a conversation in both directions keeps its order', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const { ids } = await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'Question', count: 25 });
  for (let index = 1; index <= 25; index++) {
    await client.socket.sendMessage(peer.jid, { text: `Answer ${index}` });
  }
  await client.until('the questions', () => client.texts.includes('Question 25'));
  const received = client.messages.map(({ key }) => key.id).filter(id => ids.includes(id));
  assert.deepEqual(received, ids);
  const read = await stage.control.until(`/peers/${peer.number}/messages`, all => all.length === 25);
  assert.deepEqual(read.map((/** @type {any} */ { text }) => text), Array.from({ length: 25 }, (_, index) => `Answer ${index + 1}`));
  assert.deepEqual(await stage.control.get(`/peers/${peer.number}/failures`), []);
});

test('what the phone itself writes reaches its linked device as an own message', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  for (const addressing of ['pn', 'lid']) {
    const { id } = await stage.control.post(`/phones/${number}/own-messages`, { to: peer.number, text: 'From the phone', addressing });
    const message = await client.until('the message', () => client.messages.find(({ key }) => key.id === id));
    assert.equal(message.key.fromMe, true);
    assert.equal(message.key.remoteJid, addressing === 'pn' ? peer.jid : peer.lid);
    assert.equal(message.message?.conversation, 'From the phone');
    assert.equal((await stage.receipt(number, id)).type, 'sender');
  }
});

test('any content can be sent as a raw message', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const raw = Buffer.from(proto.Message.encode({ locationMessage: { degreesLatitude: 1, degreesLongitude: 2 } }).finish());
  const { id } = await stage.control.post(`/peers/${peer.number}/messages`, { to: number, raw: raw.toString('base64') });
  const message = await client.until('the message', () => client.messages.find(({ key }) => key.id === id));
  assert.equal(message.message?.locationMessage?.degreesLatitude, 1);
});

test('read receipts are noted', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const { ids } = await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'Read me', count: 2 });
  await client.until('the messages', () => client.texts.includes('Read me 2'));
  await client.socket.readMessages(client.messages.filter(({ key }) => ids.includes(key.id)).map(({ key }) => key));
  for (const id of ids) {
    assert.equal((await stage.receipt(number, id, 'read')).chat, peer.jid);
  }
});

test('two linked phones write to each other', async () => {
  const [one, other] = [await stage.linked(), await stage.linked()];
  await one.client.socket.sendMessage(`${other.number}@s.whatsapp.net`, { text: 'Hello, neighbour' });
  await other.client.until('the message', () => other.client.texts.includes('Hello, neighbour'));
});

test('a number is found as it is written in its country', async () => {
  const { client } = await stage.linked();
  const peer = await stage.newPeer({ variants: ['551188887777'] });
  assert.deepEqual(await client.socket.onWhatsApp('551188887777'), [{ jid: peer.jid, exists: true }]);
});

test('an unknown number cannot be written to', async () => {
  const { client } = await stage.linked();
  assert.deepEqual(await client.socket.onWhatsApp('5511988887777'), []);
  const peer = await stage.newPeer();
  assert.deepEqual(await client.socket.onWhatsApp(peer.number), [{ jid: peer.jid, exists: true }]);
});
