import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DisconnectReason } from 'baileys';
import { Stage } from './stage.js';

const stage = new Stage();

test('a withheld ack leaves the message delivered', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  await stage.control.post(`/phones/${number}/acks`, { mode: 'withhold', next: 1 });
  await client.socket.sendMessage(peer.jid, { text: 'No ack' }, { messageId: '3EB0WITHHELD' });
  await client.socket.sendMessage(peer.jid, { text: 'Ack' }, { messageId: '3EB0ACKED' });
  await client.until('the ack', () => client.acks.length > 0);
  assert.deepEqual(client.acks.map(({ id }) => id), ['3EB0ACKED']);
  const messages = await stage.control.get(`/peers/${peer.number}/messages`);
  assert.deepEqual(messages.map((/** @type {any} */ { text }) => text), ['No ack', 'Ack']);
});

test('a refused message is not delivered', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  await stage.control.post(`/phones/${number}/acks`, { mode: 'refuse', code: 463 });
  await client.socket.sendMessage(peer.jid, { text: 'Refused' });
  const ack = await client.until('the refusal', () => client.acks[0]);
  assert.equal(ack.error, '463');
  assert.deepEqual(await stage.control.get(`/peers/${peer.number}/messages`), []);
  await stage.control.post(`/phones/${number}/acks`, { mode: 'normal' });
  await client.socket.sendMessage(peer.jid, { text: 'Accepted' });
  await client.until('the ack', () => client.acks.length === 2);
  assert.equal(client.acks[1].error, undefined);
  await stage.control.post(`/phones/${number}/acks`, { mode: 'refuse', next: 0 });
  await client.socket.sendMessage(peer.jid, { text: 'Accepted, too' });
  await client.until('the ack', () => client.acks.length === 3);
  assert.equal(client.acks[2].error, undefined);
});

test('a dropped message ends the connection and is not delivered', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  await stage.control.post(`/phones/${number}/acks`, { mode: 'drop', next: 1 });
  await client.socket.sendMessage(peer.jid, { text: 'Lost' });
  await client.until('the end', () => client.closedWith !== undefined);
  assert.equal(client.closedWith, DisconnectReason.connectionClosed);
  assert.deepEqual(client.acks, []);
  assert.deepEqual(await stage.control.get(`/peers/${peer.number}/messages`), []);
});

test('an undecryptable message shows after the client has sent it again', async () => {
  const { client } = await stage.linked();
  const peer = await stage.newPeer();
  await stage.control.post(`/peers/${peer.number}/behaviour`, { undecryptableNext: 1 });
  const sent = await client.socket.sendMessage(peer.jid, { text: 'Second try' });
  const [message] = await stage.control.until(`/peers/${peer.number}/messages`, all => all.length > 0);
  assert.equal(message.text, 'Second try');
  assert.equal(message.retried, 1);
  const [failure] = await stage.control.get(`/peers/${peer.number}/failures`);
  assert.equal(failure.id, sent?.key.id);
});

for (const keys of [false, true]) {
  test(`a peer may ask again for what it has, ${keys ? 'with' : 'without'} new keys`, async () => {
    const { client } = await stage.linked();
    const peer = await stage.newPeer();
    const sent = await client.socket.sendMessage(peer.jid, { text: 'Again, please' });
    await client.until('the ack', () => client.acks.length === 1);
    await stage.control.post(`/peers/${peer.number}/retry`, { id: sent?.key.id, keys });
    const [message] = await stage.control.until(`/peers/${peer.number}/messages`, ([first]) => first.retried === 1);
    assert.equal(message.repeats, 0);
    assert.equal(message.text, 'Again, please');
  });
}

test('a member of a group may ask again', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const group = await stage.control.post('/groups', { subject: 'Retries', owner: peer.number, participants: [number] });
  await client.socket.sendMessage(group.id, { text: 'Before' });
  await stage.control.until(`/peers/${peer.number}/messages`, all => all.length === 1);
  await stage.control.post(`/peers/${peer.number}/behaviour`, { undecryptableNext: 1 });
  await client.socket.sendMessage(group.id, { text: 'After' });
  const messages = await stage.control.until(`/peers/${peer.number}/messages`, all => all.length === 2);
  assert.deepEqual(messages.map((/** @type {any} */ { text }) => text), ['Before', 'After']);
});

test('a device that cannot read a message gets it in a new session', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'Readable' });
  await client.until('the message', () => client.texts.includes('Readable'));
  await client.socket.signalRepository.deleteSession([peer.lid]);
  const { id } = await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'Unreadable at first' });
  await client.until('the message', () => client.texts.includes('Unreadable at first'));
  await stage.receipt(number, id, 'retry');
});
