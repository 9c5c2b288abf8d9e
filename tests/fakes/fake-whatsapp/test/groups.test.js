import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proto } from 'baileys';
import { Stage } from './stage.js';

const stage = new Stage();

for (const addressing of ['lid', 'pn']) {
  test(`a group with ${addressing} addressing works in both directions`, async () => {
    const { number, client } = await stage.linked();
    const [ann, bob] = [await stage.newPeer(), await stage.newPeer()];
    const group = await stage.control.post('/groups',
      { subject: 'Deliveries', owner: ann.number, participants: [bob.number, number], addressing });

    const metadata = await client.socket.groupMetadata(group.id);
    assert.equal(metadata.subject, 'Deliveries');
    assert.equal(metadata.addressingMode, addressing);
    const member = metadata.participants.find(({ id }) => id === (addressing === 'lid' ? ann.lid : ann.jid));
    assert.equal(addressing === 'lid' ? member?.phoneNumber : member?.lid, addressing === 'lid' ? ann.jid : ann.lid);
    assert.deepEqual(Object.keys(await client.socket.groupFetchAllParticipating()), [group.id]);

    for (const text of ['First', 'Second', 'Third']) {
      await stage.control.post(`/peers/${ann.number}/messages`, { group: group.id, text });
    }
    await client.until('the messages', () => client.texts.includes('Third'));
    assert.deepEqual(client.texts, ['First', 'Second', 'Third']);
    const first = client.messages.find(({ message }) => message?.conversation === 'First');
    assert.equal(first?.key.remoteJid, group.id);
    assert.equal(first?.key.participant, addressing === 'lid' ? ann.lid : ann.jid);
    assert.equal(first?.key.participantAlt, addressing === 'lid' ? ann.jid : ann.lid);

    for (const text of ['One', 'Two']) {
      await client.socket.sendMessage(group.id, { text });
    }
    for (const peer of [ann, bob]) {
      const messages = await stage.control.until(`/peers/${peer.number}/messages`, all => all.length === 2);
      assert.deepEqual(messages.map((/** @type {any} */ { text }) => text), ['One', 'Two']);
      assert.equal(messages[0].group, group.id);
      assert.deepEqual(await stage.control.get(`/peers/${peer.number}/failures`), []);
    }
    await client.until('the acks', () => client.acks.filter(({ error }) => !error).length === 2);
  });
}

test('both addressings of one group can be read', async () => {
  const { number, client } = await stage.linked();
  const ann = await stage.newPeer();
  const group = await stage.control.post('/groups', { subject: 'Mixed', owner: ann.number, participants: [number] });
  for (const addressing of ['lid', 'pn', 'lid']) {
    await stage.control.post(`/peers/${ann.number}/messages`, { group: group.id, text: addressing, addressing });
  }
  await client.until('the messages', () => client.texts.length === 3);
  assert.deepEqual(client.texts, ['lid', 'pn', 'lid']);
});

test('what the phone writes to a group reaches its linked device', async () => {
  const { number, client } = await stage.linked();
  const ann = await stage.newPeer();
  const group = await stage.control.post('/groups', { subject: 'Own', owner: ann.number, participants: [number] });
  const { id } = await stage.control.post(`/phones/${number}/own-messages`, { group: group.id, text: 'From the phone' });
  const message = await client.until('the message', () => client.messages.find(({ key }) => key.id === id));
  assert.equal(message.key.fromMe, true);
  assert.equal(message.key.remoteJid, group.id);
  assert.equal(message.message?.conversation, 'From the phone');
});

test('a stranger learns nothing about a group', async () => {
  const { client } = await stage.linked();
  const ann = await stage.newPeer();
  const group = await stage.control.post('/groups', { subject: 'Closed', owner: ann.number, participants: [] });
  await assert.rejects(client.socket.groupMetadata(group.id));
});

for (const addressing of ['lid', 'pn']) {
  test(`members learn how a group changes: ${addressing}`, async () => {
    const { number, client } = await stage.linked();
    const [ann, bob] = [await stage.newPeer(), await stage.newPeer()];
    const { id } = await stage.control.post('/groups',
      { subject: 'Changing', owner: ann.number, participants: [number], addressing, announce: true });
    /** @type {[object, keyof typeof proto.WebMessageInfo.StubType][]} */
    const steps = [
      [{ actor: ann.number, change: 'add', participants: [bob.number] }, 'GROUP_PARTICIPANT_ADD'],
      [{ actor: ann.number, change: 'promote', participants: [bob.number] }, 'GROUP_PARTICIPANT_PROMOTE'],
      [{ actor: bob.number, change: 'subject', text: 'Changed' }, 'GROUP_CHANGE_SUBJECT'],
      [{ actor: bob.number, change: 'description', text: 'About us' }, 'GROUP_CHANGE_DESCRIPTION'],
      [{ actor: ann.number, change: 'demote', participants: [bob.number] }, 'GROUP_PARTICIPANT_DEMOTE'],
      [{ actor: bob.number, change: 'leave' }, 'GROUP_PARTICIPANT_LEAVE'],
      [{ actor: bob.number, change: 'join' }, 'GROUP_PARTICIPANT_ADD'],
      [{ actor: ann.number, change: 'remove', participants: [bob.number] }, 'GROUP_PARTICIPANT_REMOVE']
    ];
    for (const [change] of steps) {
      await stage.control.post(`/groups/${id}/changes`, change);
    }
    const stubs = () => client.messages.filter(({ key, messageStubType }) => key.remoteJid === id && messageStubType);
    await client.until('the changes', () => stubs().length === steps.length + 1);
    assert.deepEqual(stubs().map(({ messageStubType }) => messageStubType),
      ['GROUP_CREATE', ...steps.map(([, stub]) => stub)].map(stub => /** @type {any} */ (proto.WebMessageInfo.StubType)[stub]));
    assert.match(stubs()[1].messageStubParameters?.[0] ?? '', new RegExp(addressing === 'lid' ? bob.lid : bob.jid));
    const metadata = await client.socket.groupMetadata(id);
    assert.equal(metadata.subject, 'Changed');
    assert.equal(metadata.desc, 'About us');
    assert.equal(metadata.participants.length, 2);
    assert.equal((await stage.control.request('POST', `/groups/${id}/changes`, { actor: bob.number, change: 'leave' })).status, 409);
  });
}

test('a removed member gets nothing any more, and a new one everything from then on', async () => {
  const { number, client } = await stage.linked();
  const [ann, bob] = [await stage.newPeer(), await stage.newPeer()];
  const { id } = await stage.control.post('/groups', { subject: 'Coming', owner: ann.number, participants: [number] });
  await client.socket.sendMessage(id, { text: 'Before' });
  await stage.control.post(`/groups/${id}/changes`, { actor: ann.number, change: 'add', participants: [bob.number] });
  await client.socket.sendMessage(id, { text: 'With Bob' });
  await stage.control.until(`/peers/${bob.number}/messages`, ([first]) => first?.text === 'With Bob');
  await stage.control.post(`/groups/${id}/changes`, { actor: ann.number, change: 'remove', participants: [number] });
  await client.until('the removal', () => client.notifications.find(({ content }) => content?.[0].tag === 'remove'));
  await assert.rejects(client.socket.sendMessage(id, { text: 'Too late' }), { message: 'forbidden' });
});

test('the picture of a group is told, and can be fetched', async () => {
  const { number, client } = await stage.linked();
  const ann = await stage.newPeer();
  const group = await stage.control.post('/groups', { subject: 'Pictured', owner: ann.number, participants: [number] });
  await stage.control.post(`/groups/${group.id}/picture`, { actor: ann.number, base64: '/9j/4AAQSkZJRg==' });
  const told = await client.until('the notification', () => client.notifications.find(({ attrs }) => attrs.type === 'picture'));
  assert.equal(told.attrs.from, group.id);
  assert.equal(told.content[0].attrs.author, ann.lid);
  assert.equal((await fetch(await client.socket.profilePictureUrl(group.id) ?? '')).status, 200);
});
