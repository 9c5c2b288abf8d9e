import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { besides, compose, isSendable } from '../src/session/compose.js';
import { FakeWhatsApp } from './fake.js';
import { Gateway } from './gateway.js';
import { link } from './link.js';

/** @type {FakeWhatsApp} */
let fake;
/** @type {() => Promise<void>} */
let stop;

before(async () => {
  ({ fake, stop } = await FakeWhatsApp.start());
});
after(() => stop());

let ids = 0;
const newId = () => `3EB0${String(++ids).padStart(18, '0')}`;

/**
 * A linked phone, somebody to write to, and sends that tell what arrived there.
 *
 * @param {import('node:test').TestContext} context
 */
async function shop(context) {
  const linked = await link(fake, context);
  const peer = await fake.newPeer();
  const arrived = async (/** @type {string} */ id, { number } = peer) => {
    const all = await fake.until(`/peers/${number}/messages`, messages => messages.some((/** @type {any} */ one) => one.id === id));
    return all.find((/** @type {any} */ one) => one.id === id);
  };
  return {
    ...linked,
    peer,
    arrived,
    /** @param {object} content */
    async send(content, more = {}, chat = peer.jid) {
      const id = newId();
      const result = await linked.gateway.ask('session/send', { session: 'shop', message: { id, chat, content, ...more } });
      assert.equal(result.kind, 'accepted', JSON.stringify([content, result]));
      return arrived(id);
    },
  };
}

test('on a linked phone', async context => {
  const linked = await shop(context);
  await context.test('every kind of content without a file arrives as it was meant', async () => {
    const { send, peer } = linked;
    const thumbnail = Buffer.from('picture').toString('base64');
    const preview = await send({ kind: 'text', text: 'see https://example.com/a', linkPreview: { url: 'https://example.com/a', title: 'A page', description: 'of ours', thumbnail } }, { isForwarded: true });
    assert.deepEqual([preview.preview, preview.forwarded], [{ url: 'https://example.com/a', title: 'A page', description: 'of ours', thumbnail }, true]);
    const large = await send({ kind: 'text', text: 'x', linkPreview: { url: 'x', title: 'x', thumbnail: Buffer.alloc(70_000, 1).toString('base64') } });
    assert.equal(large.preview.thumbnail, undefined);

    const place = await send({ kind: 'location', latitude: -23.5, longitude: -46.6, name: 'Shop', address: 'Street 1' }, { quote: { id: preview.id, text: 'see' } });
    assert.deepEqual([place.type, place.location], ['locationMessage', { latitude: -23.5, longitude: -46.6, name: 'Shop', address: 'Street 1' }]);
    assert.equal(place.quoted.id, preview.id);

    const card = { displayName: 'Ana', vCard: 'BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD' };
    const one = await send({ kind: 'contacts', cards: [card] });
    assert.deepEqual([one.type, one.contacts], ['contactMessage', [{ displayName: 'Ana', vcard: card.vCard }]]);
    const two = await send({ kind: 'contacts', cards: [card, { ...card, displayName: 'Bob' }] });
    assert.deepEqual([two.type, two.contacts.map((/** @type {any} */ { displayName }) => displayName)], ['contactsArrayMessage', ['Ana', 'Bob']]);

    const reacted = await send({ kind: 'reaction', target: preview.id, fromMe: true, emoji: '👍' });
    assert.deepEqual(reacted.reaction, { id: preview.id, emoji: '👍', fromMe: true });
    assert.equal((await send({ kind: 'reaction', target: preview.id, fromMe: true, participant: peer.jid, emoji: '' })).reaction.emoji, '');

    const edited = await send({ kind: 'edit', target: preview.id, text: 'seen' });
    assert.deepEqual([edited.edits, edited.edit], [{ id: preview.id, text: 'seen' }, '1']);
    assert.deepEqual([(await send({ kind: 'delete', target: preview.id })).edit], ['7']);
  });

  await context.test('everybody in a group is mentioned, a reaction names the writer, a private answer names the group', async () => {
    const { number, lid, peer, send } = linked;
    const other = await fake.newPeer();
    const group = await fake.ask('/groups', { subject: 'Team', owner: peer.number, participants: [number, other.number] });
    const all = await send({ kind: 'text', text: 'to all' }, { mentionsAll: true, mentions: [peer.lid] }, group.id);
    assert.deepEqual(all.mentions.toSorted(), [peer.lid, other.lid].toSorted());
    assert.ok(!all.mentions.includes(`${lid}@lid`));
    const reacted = await send({ kind: 'reaction', target: 'A', fromMe: false, participant: peer.lid, emoji: '👍' }, {}, group.id);
    assert.deepEqual(reacted.reaction, { id: 'A', emoji: '👍', participant: peer.lid });
    const answer = await send({ kind: 'text', text: 'only to you' }, { quote: { id: all.id, chat: group.id, text: 'to all' } });
    assert.deepEqual(answer.quoted, { id: all.id, participant: `${lid}@lid`, chat: group.id });
  });

  await context.test('everybody in a group that this number is not in cannot be mentioned: the message is refused', async () => {
    const { gateway, peer } = linked;
    const group = await fake.ask('/groups', { subject: 'Others', owner: peer.number, participants: [] });
    const result = await gateway.ask('session/send', { session: 'shop', message: { id: newId(), chat: group.id, content: { kind: 'text', text: 'x' }, mentionsAll: true } });
    assert.deepEqual([result.kind, result.code], ['refused', 403]);
  });

  await context.test('a status reaches its audience, also when it is sent again, and nobody else', async () => {
    const { gateway, number, peer, arrived } = linked;
    const [second, stranger] = [await fake.newPeer(), await fake.newPeer()];
    const status = { id: newId(), chat: 'status@broadcast', content: { kind: 'text', text: 'open', backgroundColor: 0xff00aa55, font: 2 }, statusAudience: [peer.jid, second.lid] };
    await fake.ask(`/phones/${number}/acks`, { mode: 'withhold', next: 1 });
    const first = gateway.ask('session/send', { session: 'shop', message: status });
    const seen = await arrived(status.id);
    assert.deepEqual([seen.group, seen.text, seen.style], ['status@broadcast', 'open', { backgroundColor: 0xff00aa55, font: 2 }]);
    await arrived(status.id, second);
    await fake.ask(`/phones/${number}/connection`, { action: 'drop' });
    assert.equal((await first).kind, 'uncertain');
    await gateway.untilState('shop', 'connected');
    const again = await gateway.ask('session/send', { session: 'shop', message: { ...status, statusAudience: [stranger.jid] } });
    assert.equal(again.kind, 'accepted');
    assert.equal((await arrived(status.id)).repeats, 1);
    assert.deepEqual(await fake.ask(`/peers/${stranger.number}/messages`), []);
  });

  await context.test('a poll is the same when it is sent again, also by another process, and its votes are read', async () => {
    const { gateway, path, number, peer, send, arrived } = linked;
    const single = await send({ kind: 'poll', question: 'when?', options: ['today', 'never'], maxAnswers: 1 });
    assert.deepEqual([single.type, single.poll], ['pollCreationMessageV3', { question: 'when?', options: ['today', 'never'], maxAnswers: 1 }]);
    const id = newId();
    const poll = { id, chat: peer.jid, content: { kind: 'poll', question: 'which?', options: ['a', 'b', 'c'], maxAnswers: 9 } };
    await fake.ask(`/phones/${number}/acks`, { mode: 'drop', next: 1 });
    assert.equal((await gateway.ask('session/send', { session: 'shop', message: poll })).kind, 'uncertain');
    await gateway.kill();

    const second = await Gateway.start(context, fake.testServer);
    await second.open('shop', path);
    await second.untilState('shop', 'connected');
    assert.equal((await second.ask('session/send', { session: 'shop', message: { ...poll, content: { kind: 'text', text: 'other' } } })).kind, 'accepted');
    const several = await arrived(id);
    assert.deepEqual([several.type, several.poll.maxAnswers], ['pollCreationMessage', 3]);
    await fake.ask(`/peers/${peer.number}/messages`, { to: number, vote: { id, options: ['c', 'a'] } });
    await fake.ask(`/peers/${peer.number}/messages`, { to: number, vote: { id: single.id, options: ['never'] } });
    const votes = () => second.events('shop').filter(({ kind }) => kind === 'vote');
    await second.until('both votes', () => votes().length === 2);
    assert.deepEqual(votes().map(({ target, options }) => [target, options.sort()]), [[id, ['a', 'c']], [single.id, ['never']]]);
  });
});

test('a channel takes words, and nothing that it takes in other ways than a chat', async () => {
  const chat = '120363000000000009@newsletter';
  const socket = /** @type {any} */ ({ authState: { creds: {} } });
  const message = { id: 'A', chat, content: /** @type {any} */ ({ kind: 'text', text: 'news' }), quote: { id: 'B' } };
  assert.deepEqual(await compose(socket, message), { extendedTextMessage: { text: 'news', contextInfo: undefined, backgroundArgb: undefined, font: undefined } });
  assert.deepEqual(besides({ conversation: 'news' }), { attributes: {}, nodes: [] });
  for (const [kind, sendable] of /** @type {[string, boolean][]} */ ([['text', true], ['poll', true], ['media', false], ['reaction', false], ['edit', false], ['hologram', false], ['toString', false]])) {
    assert.equal(isSendable({ ...message, content: /** @type {any} */ ({ kind, media: 'image' }) }), sendable, kind);
  }

});
