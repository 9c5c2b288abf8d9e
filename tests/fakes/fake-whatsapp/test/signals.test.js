import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proto } from 'baileys';
import { Stage } from './stage.js';

const stage = new Stage();
const { READ, PLAYED } = proto.WebMessageInfo.Status;
const { CIPHERTEXT } = proto.WebMessageInfo.StubType;

test('a peer tells that it has read and played', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  await stage.control.post(`/peers/${peer.number}/behaviour`, { delivers: false });
  /** @type {any[]} */
  const sent = [];
  for (const text of ['One', 'Two']) {
    sent.push((await client.socket.sendMessage(peer.jid, { text }))?.key.id);
  }
  await stage.control.until(`/peers/${peer.number}/messages`, all => all.length === 2);
  assert.equal(client.receipts.length, 0);
  for (const type of ['delivered', 'read', 'played']) {
    await stage.control.post(`/peers/${peer.number}/receipts`, { to: number, ids: sent, type });
  }
  await client.until('the last one', () => client.receipts.length === 3);
  assert.deepEqual(client.receipts.map(({ attrs }) => [attrs.from, attrs.id, attrs.type]),
    [undefined, 'read', 'played'].map(type => [peer.jid, sent[0], type]));
  for (const id of sent) {
    await client.until('the status', () => client.updates.some(({ key, update }) => key.id === id && update.status === PLAYED) ||
      client.messages.some(({ key, status }) => key.id === id && status === PLAYED));
  }
  await stage.control.until(`/phones/${number}`, ({ devices: [device] }) => device.pendingOffline === 0);
});

test('a member of a group tells that it has read', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const group = await stage.control.post('/groups', { subject: 'Readers', owner: peer.number, participants: [number] });
  const sent = await client.socket.sendMessage(group.id, { text: 'Read me' });
  await stage.control.post(`/peers/${peer.number}/receipts`, { group: group.id, ids: [sent?.key.id], type: 'read' });
  const { attrs } = await client.until('the receipt', () => client.receipts.find(receipt => receipt.attrs.type === 'read'));
  assert.equal(attrs.from, group.id);
  assert.equal(attrs.participant, peer.lid);
});

test('the phone tells what was read on it', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const { id } = await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'Read me' });
  await client.until('the message', () => client.texts.includes('Read me'));
  await stage.control.post(`/phones/${number}/read`, { to: peer.number, ids: [id] });
  await client.until('the receipt', () => client.updates.find(({ key, update }) =>
    key.id === id && !key.fromMe && key.remoteJid === peer.jid && update.status === READ));
});

test('typing is told to a device that is there', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  /** @type {any[]} */
  const presences = [];
  client.socket.ev.on('presence.update', update => presences.push(update));
  await client.socket.sendPresenceUpdate('unavailable');
  await stage.control.until(`/phones/${number}`, ({ devices: [device] }) => device.presence === 'unavailable');
  const type = (/** @type {string} */ state) => stage.control.post(`/peers/${peer.number}/typing`, { to: number, state });
  assert.deepEqual(await type('composing'), { devices: 0 });
  await client.socket.sendPresenceUpdate('available');
  await stage.control.until(`/phones/${number}`, ({ devices: [device] }) => device.presence === 'available');
  for (const state of ['composing', 'recording', 'paused']) {
    assert.deepEqual(await type(state), { devices: 1 });
  }
  await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'Typed' });
  await client.until('the message', () => client.texts.includes('Typed'));
  assert.deepEqual(presences.map(({ id, presences: { [peer.jid]: { lastKnownPresence } } }) => [id, lastKnownPresence]),
    [[peer.jid, 'composing'], [peer.jid, 'recording'], [peer.jid, 'available']]);
});

for (const addressing of ['direct', 'group']) {
  test(`what cannot be read comes again when the device asks: ${addressing}`, async () => {
    const { number, client } = await stage.linked();
    const peer = await stage.newPeer();
    const group = await stage.control.post('/groups', { subject: 'Unreadable', owner: peer.number, participants: [number] });
    const where = addressing === 'group' ? { group: group.id } : { to: number };
    for (const text of ['First of a session', 'In a session']) {
      const { id } = await stage.control.post(`/peers/${peer.number}/messages`, { ...where, text, undecryptable: true });
      await stage.receipt(number, id, 'retry');
      await client.until('the placeholder', () => client.messages.find(({ key, messageStubType }) =>
        key.id === id && messageStubType === CIPHERTEXT));
      await client.until('the message', () => client.texts.includes(text) ||
        client.updates.some(({ key, update }) => key.id === id && update.message));
    }
  });
}

test('the second try of what cannot be read can be held', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const { id } = await stage.control.post(`/peers/${peer.number}/messages`,
    { to: number, text: 'Patience', undecryptable: true, holdRetries: true });
  await stage.receipt(number, id, 'retry');
  await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'Readable' });
  await client.until('the next message', () => client.texts.includes('Readable'));
  assert.ok(!client.texts.includes('Patience'));
  assert.deepEqual(await stage.control.post(`/peers/${peer.number}/resend`, { id }), { resent: 1 });
  await client.until('the message', () => client.texts.includes('Patience') ||
    client.updates.some(({ key, update }) => key.id === id && update.message));
});

test('a message may be for the phone only', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const { id } = await stage.control.post(`/peers/${peer.number}/messages`,
    { to: number, media: { kind: 'image', mimeType: 'image/jpeg', size: 10, viewOnce: true }, unavailable: 'view_once' });
  const message = await client.until('the message', () => client.messages.find(({ key }) => key.id === id));
  assert.equal(/** @type {any} */ (message.key).isViewOnce, true);
  assert.ok(!message.message);
  await stage.control.until(`/phones/${number}`, ({ devices: [device] }) => device.pendingOffline === 0);
});

test('a device asks its phone for what it got without content', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const { id } = await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'From an ad', unavailable: 'fanout' });
  await client.until('the message', () => client.texts.includes('From an ad') ||
    client.updates.some(({ key, update }) => key.id === id && update.message));
});
