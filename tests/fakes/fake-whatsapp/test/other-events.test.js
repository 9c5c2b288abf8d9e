import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage } from './stage.js';

const stage = new Stage();

test('a call is offered, and its rejection noticed', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const { id } = await stage.control.post(`/peers/${peer.number}/call`, { to: number, video: true });
  const call = await client.until('the call', () => client.calls.find(one => one.id === id));
  assert.equal(call.status, 'offer');
  assert.equal(call.from, peer.jid);
  assert.equal(call.isVideo, true);
  await client.socket.rejectCall(call.id, call.from);
  const calls = await stage.control.get('/calls');
  assert.ok(calls.find((/** @type {any} */ one) => one.id === id).rejectedAt);
});

test('a LID mapping is told', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  await stage.control.post(`/phones/${number}/lid-mapping`, { lid: '88800000001', number: peer.number });
  const mapping = await client.until('the mapping', () => client.mappings[0]);
  assert.deepEqual(mapping, { lid: '88800000001@lid', pn: peer.jid });
});

test('history arrives', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  await stage.control.post(`/phones/${number}/history`, {
    chats: [{ number: peer.number, messages: [{ id: '3EB0OLD', text: 'Long ago', at: '2024-05-06T07:08:09Z', fromMe: false }] }]
  });
  const history = await client.until('the history', () => client.histories.find(({ messages }) => messages.length > 0));
  assert.equal(history.messages[0].message.conversation, 'Long ago');
});

test('what a client may ask besides is answered', async () => {
  const { client } = await stage.linked();
  const peer = await stage.newPeer();
  await client.socket.rotateSignedPreKey();
  await client.socket.uploadPreKeys(10);
  assert.deepEqual(await client.socket.fetchBlocklist(), []);
  assert.equal((await client.socket.fetchPrivacySettings(true)).readreceipts, 'all');
  assert.ok((await client.socket.refreshMediaConn(true)).hosts.length > 0);
  assert.equal((await client.socket.fetchAccountReachoutTimelock()).isActive, false);
  await assert.rejects(client.socket.profilePictureUrl(peer.jid), { message: 'item-not-found' });
  await assert.rejects(client.socket.fetchNewChatMessageCap(), { message: /Not simulated/ });
  await client.socket.resyncAppState(['critical_block', 'regular'], true);
  await assert.rejects(
    client.socket.query({ tag: 'iq', attrs: { to: '@s.whatsapp.net', type: 'get', xmlns: 'unheard:of' } }),
    { message: 'feature-not-implemented' });
});

test('prekeys are handed out once, and the device is told when few are left', async () => {
  const { number } = await stage.linked();
  for (let peers = 0; peers < 3; peers++) {
    const peer = await stage.newPeer();
    await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'First of a session' });
  }
  assert.equal((await stage.control.get(`/phones/${number}`)).devices[0].preKeys, 808);
});
