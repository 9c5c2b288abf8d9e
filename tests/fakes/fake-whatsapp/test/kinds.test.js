import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decryptPollVote, normalizeMessageContent } from 'baileys';
import { Stage } from './stage.js';

const stage = new Stage();

/**
 * A linked phone and a peer that has written to it.
 * @param {'pn' | 'lid'} [addressing]
 */
async function conversation(addressing = 'pn') {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  /** @param {object} what */
  const write = async what => {
    const { id } = await stage.control.post(`/peers/${peer.number}/messages`, { to: number, addressing, ...what });
    return client.until('the message', () => client.messages.find(({ key }) => key.id === id));
  };
  return { number, client, peer, write, first: await write({ text: 'First' }) };
}

test('a peer quotes and mentions', async () => {
  const { number, client, peer, write } = await conversation();
  const sent = await client.socket.sendMessage(peer.jid, { text: 'Do you want it?' });
  await stage.control.until(`/peers/${peer.number}/messages`, all => all.length === 1);
  const { message } = await write({ text: 'Yes', quote: sent?.key.id, mentions: [number], forwarded: true });
  const context = message?.extendedTextMessage?.contextInfo;
  assert.equal(message?.extendedTextMessage?.text, 'Yes');
  assert.equal(context?.stanzaId, sent?.key.id);
  assert.equal(context?.participant, `${number}@s.whatsapp.net`);
  assert.equal(context?.quotedMessage?.extendedTextMessage?.text, 'Do you want it?');
  assert.deepEqual(context?.mentionedJid, [`${number}@s.whatsapp.net`]);
  assert.equal(context?.isForwarded, true);
});

test('a peer reacts to what it has, and takes it back', async () => {
  const { client, peer, write, first } = await conversation();
  const sent = await client.socket.sendMessage(peer.jid, { text: 'Done' });
  await stage.control.until(`/peers/${peer.number}/messages`, all => all.length === 1);
  const { message: { reactionMessage: thumb } = {} } = /** @type {any} */ (await write({ reaction: { id: sent?.key.id, emoji: '👍' } }));
  assert.equal(thumb.key.id, sent?.key.id);
  assert.equal(thumb.key.fromMe, true);
  assert.equal(thumb.text, '👍');
  const { message: { reactionMessage: none } = {} } = /** @type {any} */ (await write({ reaction: { id: first.key.id } }));
  assert.equal(none.key.fromMe, false);
  assert.equal(none.text, '');
});

test('a peer edits a text and a caption, and deletes', async () => {
  const { write, first, client } = await conversation();
  const edited = await write({ edit: { id: first.key.id, text: 'Second thoughts', wrapped: true } });
  const protocol = normalizeMessageContent(edited.message)?.protocolMessage;
  assert.equal(protocol?.key?.id, first.key.id);
  assert.equal(protocol?.editedMessage?.extendedTextMessage?.text, 'Second thoughts');
  const image = await write({ media: { kind: 'image', mimeType: 'image/jpeg', size: 10, caption: 'Old' } });
  const again = await write({ edit: { id: image.key.id, text: 'New' } });
  assert.equal(again.message?.protocolMessage?.editedMessage?.imageMessage?.caption, 'New');
  const deletion = await write({ delete: { id: image.key.id } });
  assert.equal(deletion.message?.protocolMessage?.key?.id, image.key.id);
  assert.ok(client.updates.some(({ key, update }) => key.id === image.key.id && update.message === null));
});

for (const addressing of /** @type {const} */ (['pn', 'lid'])) {
  test(`votes of a poll can be decrypted: ${addressing}`, async () => {
    const { peer, write } = await conversation(addressing);
    const poll = await write({ poll: { question: 'When?', options: ['Today', 'Tomorrow'] } });
    assert.equal(poll.message?.pollCreationMessageV3?.name, 'When?');
    const voter = addressing === 'pn' ? peer.jid : peer.lid;
    for (const options of [['Tomorrow'], []]) {
      const { message } = await write({ vote: { id: poll.key.id, options } });
      const { selectedOptions } = decryptPollVote(/** @type {any} */ (message?.pollUpdateMessage?.vote), {
        pollCreatorJid: voter, voterJid: voter, pollMsgId: poll.key.id ?? '',
        pollEncKey: /** @type {Uint8Array} */ (poll.message?.messageContextInfo?.messageSecret)
      });
      assert.equal(selectedOptions?.length, options.length);
    }
  });
}

test('anything else is written as JSON', async () => {
  const { write } = await conversation();
  const { message } = await write({
    message: {
      listResponseMessage: { title: 'Cheese', listType: 'SINGLE_SELECT', singleSelectReply: { selectedRowId: 'a' } },
      messageContextInfo: { messageSecret: Buffer.alloc(32).toString('base64') }
    }
  });
  assert.equal(message?.listResponseMessage?.title, 'Cheese');
  assert.equal(message?.listResponseMessage?.listType, 1);
  assert.equal(message?.messageContextInfo?.messageSecret?.length, 32);
});

test('a picture belongs to an album', async () => {
  const { write } = await conversation();
  const album = await write({ message: { albumMessage: { expectedImageCount: 1 } } });
  const image = await write({ media: { kind: 'image', mimeType: 'image/jpeg', size: 10, album: album.key.id } });
  assert.equal(image.message?.messageContextInfo?.messageAssociation?.parentMessageKey?.id, album.key.id);
});

test('the phone itself reacts, edits and deletes', async () => {
  const { number, client, peer, first } = await conversation();
  /** @param {object} what */
  const write = async what => {
    const { id } = await stage.control.post(`/phones/${number}/own-messages`, { to: peer.number, ...what });
    return client.until('the message', () => client.messages.find(({ key }) => key.id === id));
  };
  const own = await write({ text: 'Mine' });
  assert.equal((await write({ reaction: { id: first.key.id, emoji: '❤' } })).key.fromMe, true);
  assert.equal((await write({ edit: { id: own.key.id, text: 'Ours' } })).message?.protocolMessage?.key?.fromMe, true);
  assert.equal((await write({ delete: { id: own.key.id } })).message?.protocolMessage?.key?.id, own.key.id);
});

test('what linked devices send beside texts is told', async () => {
  const { client, peer, first } = await conversation();
  const sent = await client.socket.sendMessage(peer.jid, { text: '@me Mine', mentions: [peer.jid] }, { quoted: first });
  await client.socket.sendMessage(peer.jid, { react: { text: '🙂', key: first.key } });
  await client.socket.sendMessage(peer.jid, { delete: { ...sent?.key } });
  const [text, reaction, deletion] = await stage.control.until(`/peers/${peer.number}/messages`, all => all.length === 3);
  assert.equal(text.type, 'extendedTextMessage');
  assert.deepEqual(text.quoted, { id: first.key.id, participant: peer.jid });
  assert.deepEqual(text.mentions, [peer.jid]);
  assert.deepEqual(reaction.reaction, { id: first.key.id, emoji: '🙂' });
  assert.equal(deletion.deletes, text.id);
});

test('nonsense is refused', async () => {
  const { number, first, peer } = await conversation();
  /** @type {[object, number][]} */
  const nonsense = [
    [{}, 400], [{ message: { nothing: 1 } }, 400], [{ message: 7 }, 400], [{ reaction: { id: 'NOBODY', emoji: '👍' } }, 404],
    [{ vote: { id: first.key.id, options: ['A'] } }, 409], [{ media: { kind: 'smell', mimeType: 'a/b', size: 1 } }, 400],
    [{ text: 'x', mentions: [7] }, 400]
  ];
  for (const [fields, expected] of nonsense) {
    const { status } = await stage.control.request('POST', `/peers/${peer.number}/messages`, { to: number, ...fields });
    assert.equal(status, expected, JSON.stringify(fields));
  }
});
