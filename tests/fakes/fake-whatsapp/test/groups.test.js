import assert from 'node:assert/strict';
import { test } from 'node:test';
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
