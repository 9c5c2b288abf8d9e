import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage } from './stage.js';

const stage = new Stage();
const PICTURE = Buffer.from('/9j/4AAQSkZJRg', 'base64');

test('the picture of a peer is told, and can be fetched', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const stranger = await stage.newPeer();
  await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'Hello' });
  const set = (/** @type {string} */ who, /** @type {object} */ what) => stage.control.post(`/peers/${who}/picture`, what);
  await set(stranger.number, { base64: PICTURE.toString('base64') });
  const { id } = await set(peer.number, { base64: PICTURE.toString('base64') });
  const told = await client.until('the notification', () => client.notifications.find(({ attrs }) => attrs.type === 'picture'));
  assert.equal(told.attrs.from, peer.jid);
  assert.equal(told.content[0].tag, 'set');
  assert.equal(told.content[0].attrs.id, id);
  for (const jid of [peer.jid, peer.lid]) {
    const url = await client.socket.profilePictureUrl(jid, 'image') ?? '';
    assert.deepEqual(Buffer.from(await (await fetch(url)).arrayBuffer()), PICTURE);
  }
  await set(peer.number, {});
  await client.until('the removal', () => client.notifications.find(({ content }) => content?.[0].tag === 'delete'));
  await assert.rejects(client.socket.profilePictureUrl(peer.jid), { message: 'item-not-found' });
  await set(peer.number, { hidden: true });
  await assert.rejects(client.socket.profilePictureUrl(peer.jid), { message: 'not-authorized' });
});

test('a picture that is known already is not told again', async () => {
  const { client } = await stage.linked();
  const peer = await stage.newPeer();
  const { id } = await stage.control.post(`/peers/${peer.number}/picture`, { base64: PICTURE.toString('base64') });
  const answer = await client.socket.query({
    tag: 'iq', attrs: { target: peer.jid, to: '@s.whatsapp.net', type: 'get', xmlns: 'w:profile:picture' },
    content: [{ tag: 'picture', attrs: { type: 'preview', query: 'url', id } }]
  });
  assert.deepEqual(answer.content[0].attrs, { id, status: '304' });
});

test('a peer has another name with its next message, and a business shows its own', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  await stage.control.post(`/peers/${peer.number}/name`, { name: 'Ann B.', businessName: 'Ann’s Bakery' });
  const { id } = await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'New name' });
  const message = await client.until('the message', () => client.messages.find(({ key }) => key.id === id));
  assert.equal(message.pushName, 'Ann B.');
  assert.equal(message.verifiedBizName, 'Ann’s Bakery');
});

test('a call ends without an answer', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  for (const [reason, status] of [['timeout', 'timeout'], ['hangup', 'terminate'], ['accepted_elsewhere', 'terminate']]) {
    const { id } = await stage.control.post(`/peers/${peer.number}/call`, { to: number });
    await client.until('the call', () => client.calls.find(call => call.id === id));
    await stage.control.post(`/calls/${id}/end`, { reason });
    await client.until('the end', () => client.calls.find(call => call.id === id && call.status === status));
    assert.equal((await stage.control.request('POST', `/calls/${id}/end`, {})).status, 409);
  }
});

test('a contact that is saved on the phone is told, and told again under another name', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  for (const name of ['Ann Saved', 'Ann Renamed']) {
    await stage.control.post(`/phones/${number}/contacts`, { number: peer.number, name });
    const contact = await client.until(name, () => client.contacts.find(one => one.name === name));
    assert.equal(contact.id, peer.jid);
    assert.equal(contact.lid, peer.lid);
  }
});

test('push names come with the history', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  await stage.control.post(`/phones/${number}/history`, { chats: [], pushNames: [{ number: peer.number, name: 'Annie' }] });
  const history = await client.until('the history', () => client.histories.find(({ contacts }) => contacts.length > 0));
  assert.deepEqual(history.contacts, [{ id: peer.jid, notify: 'Annie' }]);
});
