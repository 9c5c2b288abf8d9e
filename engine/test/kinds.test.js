import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
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

/**
 * A linked phone and somebody who writes to it.
 *
 * @param {import('node:test').TestContext} context
 * @param {object} [settings]
 */
async function shop(context, settings) {
  const linked = await link(fake, context, { settings });
  const peer = await fake.newPeer();
  const write = (/** @type {object} */ what) => fake.ask(`/peers/${peer.number}/messages`, { to: linked.number, ...what });
  /** @param {string} kind */
  const next = kind => linked.gateway.until(kind, () => linked.gateway.events('shop').find(event => event.kind === kind));
  return { ...linked, peer, write, next };
}

/**
 * @param {Gateway} gateway
 * @param {string} chat
 */
const send = (gateway, chat, content = /** @type {object} */ ({ kind: 'text', text: 'hello' }), id = '3EB0000000000000000001') =>
  gateway.ask('session/send', { session: 'shop', message: { id, chat, content } });

test('a poll, its votes and their end', async context => {
  const { gateway, write, next } = await shop(context);
  const { id } = await write({ poll: { question: 'when?', options: ['today', 'never'] } });
  assert.deepEqual((await next('message')).content, { kind: 'poll', question: 'when?', options: ['today', 'never'], isMultiple: false });
  await write({ vote: { id, options: ['never'] } });
  await write({ vote: { id, options: [] } });
  await gateway.until('both votes', () => gateway.events('shop').filter(({ kind }) => kind === 'vote').length === 2);
  assert.deepEqual(gateway.events('shop').filter(({ kind }) => kind === 'vote').map(({ target, options }) => [target, options]), [[id, ['never']], [id, []]]);
});

test('the poll of the own phone is known after a restart', async context => {
  const { gateway, number, path, peer, write } = await shop(context);
  const { id } = await fake.ask(`/phones/${number}/own-messages`, { to: peer.number, poll: { question: 'when?', options: ['today', 'never'] } });
  const { position } = await gateway.until('the poll', () => gateway.messages('shop')[0]);
  await gateway.ask('session/acknowledge', { session: 'shop', position });
  await gateway.kill();
  const second = await Gateway.start(context, fake.testServer);
  await second.open('shop', path);
  await write({ vote: { id, options: ['today'] } });
  const vote = await second.until('the vote', () => second.events('shop').find(({ kind }) => kind === 'vote'));
  assert.deepEqual([vote.target, vote.options, vote.fromMe], [id, ['today'], false]);
});

test('reactions, edits and deletions concern their message', async context => {
  const { gateway, write, peer, next } = await shop(context);
  const { id } = await write({ text: 'one' });
  await write({ reaction: { id, emoji: '👍' } });
  await write({ edit: { id, text: 'two' } });
  await write({ edit: { id, text: 'three', wrapped: true } });
  await write({ delete: { id } });
  const deleted = await next('delete');
  assert.deepEqual([deleted.target, deleted.chat, deleted.fromMe], [id, peer.jid, false]);
  assert.deepEqual((await next('reaction')).emoji, '👍');
  assert.deepEqual(gateway.events('shop').filter(({ kind }) => kind === 'edit').map(({ target, content }) => [target, content.text]), [[id, 'two'], [id, 'three']]);
});

test('a quote and mentions come with their text', async context => {
  const { gateway, write, peer } = await shop(context);
  const { id } = await write({ text: 'one' });
  await write({ text: 'two', quote: id, mentions: [peer.number] });
  const event = await gateway.until('the second', () => gateway.messages('shop')[1]);
  assert.deepEqual([event.quote.id, event.quote.text, event.mentions.length], [id, 'one', 1]);
});

test('a message that cannot be read shows until it comes again, also when the engine is killed meanwhile', async context => {
  const { gateway, path, write, peer } = await shop(context);
  await write({ text: 'first' });
  const { position } = await gateway.until('the first', () => gateway.messages('shop')[0]);
  await gateway.ask('session/acknowledge', { session: 'shop', position });
  const { id } = await write({ text: 'at last', undecryptable: true, holdRetries: true });
  const lost = await gateway.until('the placeholder', () => gateway.messages('shop')[1]);
  assert.deepEqual([lost.id, lost.content, lost.chat], [id, { kind: 'undecryptable' }, peer.jid]);
  await gateway.kill();

  const second = await Gateway.start(context, fake.testServer);
  await second.open('shop', path);
  assert.equal((await second.until('the placeholder', () => second.messages('shop')[0])).id, id);
  await fake.ask(`/peers/${peer.number}/resend`, { id });
  const event = await second.until('the message', () => second.messages('shop').find(({ content }) => content.kind === 'text'));
  assert.deepEqual([event.id, event.content.text], [id, 'at last']);
});

test('what only the phone may see once is told as such', async context => {
  const { gateway, write } = await shop(context);
  const { id } = await write({ text: 'x', unavailable: 'view_once' });
  const event = await gateway.until('the placeholder', () => gateway.messages('shop')[0]);
  assert.deepEqual([event.id, event.content], [id, { kind: 'viewOnce' }]);
});

test('receipts of others and what was read on the phone are told', async context => {
  const { gateway, number, peer, write } = await shop(context);
  await fake.ask(`/peers/${peer.number}/behaviour`, { delivers: false });
  const { id: incoming } = await write({ text: 'hi' });
  await gateway.until('the text', () => gateway.messages('shop')[0]);
  const id = '3EB0000000000000000001';
  assert.equal((await send(gateway, peer.jid, undefined, id)).kind, 'accepted');
  for (const type of ['delivered', 'read', 'played']) {
    await fake.ask(`/peers/${peer.number}/receipts`, { to: number, ids: [id, 'B'], type });
  }

  await fake.ask(`/phones/${number}/read`, { to: peer.number, ids: [incoming] });
  const told = () => gateway.events('shop').filter(({ kind }) => kind === 'receipt');
  await gateway.until('four receipts', () => told().length === 4);
  assert.deepEqual(told().map(({ level, messages, fromMe, chat }) => [level, messages, fromMe, chat]), [
    ['delivered', [id, 'B'], false, peer.jid], ['read', [id, 'B'], false, peer.jid], ['played', [id, 'B'], false, peer.jid], ['read', [incoming], true, peer.jid],
  ]);
});

test('typing is told both ways, and is not kept', async context => {
  const { gateway, number, peer, write } = await shop(context, { keepOnline: true });
  await fake.until(`/phones/${number}`, phone => phone.devices[0].presence === 'available');
  await write({ text: 'hi' });
  await gateway.until('the text', () => gateway.messages('shop')[0]);
  for (const state of ['composing', 'recording', 'paused']) {
    await fake.ask(`/peers/${peer.number}/typing`, { to: number, state });
  }

  await gateway.until('all states', () => gateway.typing.length === 3);
  assert.deepEqual(gateway.typing.map(({ state, chat, sender }) => [state, chat, sender]), ['composing', 'recording', 'paused'].map(state => [state, peer.jid, peer.jid]));
  await gateway.ask('session/typing', { session: 'shop', chat: peer.jid, state: 'recording' });
  await fake.until(`/phones/${number}`, phone => JSON.stringify(phone.devices[0].chatStates).includes('recording'));
});

test('read receipts go to exactly the messages that were named', async context => {
  const { gateway, number, peer, write } = await shop(context);
  const ids = [];
  for (const text of ['one', 'two', 'three']) {
    ids.push((await write({ text })).id);
  }

  await gateway.until('all texts', () => gateway.messages('shop').length === 3);
  assert.deepEqual(await gateway.ask('session/read', { session: 'shop', chat: peer.jid, messages: ids.slice(0, 2).map(id => ({ id })) }), { done: true });
  const receipts = await fake.until(`/receipts?number=${number}`, all => all.filter((/** @type {any} */ one) => one.type === 'read').length >= 2);
  assert.deepEqual(receipts.filter((/** @type {any} */ one) => one.type === 'read').map((/** @type {any} */ one) => one.id).sort(), ids.slice(0, 2).sort());
});

test('a call that this session rejects is told once', async context => {
  const { gateway, number, peer, next } = await shop(context, { autoRejectCalls: true });
  const { id } = await fake.ask(`/peers/${peer.number}/call`, { to: number, video: true });
  const event = await next('call');
  assert.deepEqual([event.id, event.outcome, event.isVideo, event.chat, event.fromMe], [id, 'rejected', true, peer.jid, false]);
  assert.equal(gateway.events('shop').filter(({ kind }) => kind === 'call').length, 1);
});

test('quotes, mentions and deletions arrive as such', async context => {
  const { gateway, peer, write } = await shop(context);
  const { id } = await write({ text: 'Is it ready?' });
  const question = await gateway.until('the question', () => gateway.messages('shop')[0]);
  const message = {
    id: '3EB0000000000000000002', chat: peer.jid, content: { kind: 'text', text: `Yes @${peer.number}` }, quote: { id, sender: question.sender, text: 'Is it ready?' }, mentions: [peer.jid],
  };
  assert.equal((await gateway.ask('session/send', { session: 'shop', message })).kind, 'accepted');
  assert.equal((await send(gateway, peer.jid, { kind: 'delete', target: message.id }, '3EB0000000000000000003')).kind, 'accepted');
  const [first, second] = await fake.until(`/peers/${peer.number}/messages`, all => all.length === 2);
  assert.deepEqual([first.quoted, first.mentions], [{ id, participant: peer.jid }, [peer.jid]]);
  assert.equal(second.deletes, message.id);
});

test('numbers and members are looked up', async context => {
  const { gateway, number, lid, peer } = await shop(context);
  assert.deepEqual(await gateway.ask('session/user', { session: 'shop', numbers: ['5511999999999', peer.number] }), { kind: 'found', user: peer.jid, lid: peer.lid });
  assert.deepEqual(await gateway.ask('session/user', { session: 'shop', numbers: ['5511999999999'] }), { kind: 'missing' });
  const group = await fake.ask('/groups', { subject: 'Orders', owner: peer.number, participants: [number] });
  const { members } = await gateway.ask('session/members', { session: 'shop', group: group.id });
  assert.deepEqual(members.map((/** @type {any} */ one) => one.user).sort(), [peer.jid, `${number}@s.whatsapp.net`].sort());
  assert.deepEqual(members.map((/** @type {any} */ one) => one.alias).sort(), [peer.lid, `${lid}@lid`].sort());
  assert.deepEqual(await gateway.ask('session/members', { session: 'shop', group: '120363999999999999@g.us' }), { members: null });
});

test('a number is found under the form that WhatsApp knows it by', async context => {
  const { gateway } = await shop(context);
  const variant = fake.newNumber();
  const peer = await fake.newPeer({ variants: [variant] });
  assert.deepEqual(await gateway.ask('session/user', { session: 'shop', numbers: [variant] }), { kind: 'found', user: peer.jid, lid: peer.lid });
});

test('a name that the phone saves is told', async context => {
  const { number, peer, next } = await shop(context);
  await fake.ask(`/phones/${number}/contacts`, { number: peer.number, name: 'Ana of the bakery' });
  const contact = await next('contact');
  assert.deepEqual([contact.user, contact.savedName], [peer.jid, 'Ana of the bakery']);
});

test('what came without content is shown, and comes from the phone under its id', async context => {
  const { gateway, write } = await shop(context);
  const { id } = await write({ text: 'I saw your ad', unavailable: 'fanout' });
  await gateway.until('the message', () => gateway.texts('shop').includes('I saw your ad'));
  assert.deepEqual(gateway.messages('shop').map(message => [message.id, message.content.kind]), [[id, 'undecryptable'], [id, 'text']]);
});

test('a profile brings its name, and its picture when it is another one', async context => {
  const { gateway, path, write, next } = await shop(context);
  const business = await fake.newPeer({ businessName: 'Flour Ltd.' });
  const picturePath = join(path, 'picture');
  const ask = (/** @type {string} */ chat, /** @type {string} */ knownPicture) => gateway.ask('session/profile', { session: 'shop', chat, knownPicture, picturePath });
  assert.deepEqual(await ask(business.jid, ''), { kind: 'known', name: 'Flour Ltd.', pictureSaved: false });
  const { id } = await fake.ask(`/peers/${business.number}/picture`, { base64: Buffer.from('a picture').toString('base64') });
  assert.deepEqual(await ask(business.jid, ''), { kind: 'known', name: 'Flour Ltd.', pictureId: id, pictureSaved: true });
  assert.equal(await readFile(picturePath, 'utf8'), 'a picture');
  assert.deepEqual(await ask(business.jid, id), { kind: 'known', name: 'Flour Ltd.', pictureId: id, pictureSaved: false });
  await fake.ask(`/peers/${business.number}/picture`, { hidden: true });
  assert.deepEqual(await ask(business.jid, id), { kind: 'known', name: 'Flour Ltd.', pictureSaved: false });
  await write({ text: 'hi' });
  await next('message');
});

test('names of businesses and new pictures are told', async context => {
  const { number, next } = await shop(context);
  const business = await fake.newPeer({ businessName: 'Flour Ltd.' });
  await fake.ask(`/peers/${business.number}/messages`, { to: number, text: 'hi' });
  const contact = await next('contact');
  assert.deepEqual([contact.user, contact.businessName], [business.jid, 'Flour Ltd.']);
  await fake.ask(`/peers/${business.number}/picture`, { base64: Buffer.from('a picture').toString('base64') });
  assert.equal((await next('picture')).chat, business.jid);
});

test('changes of a group are told, in their order', async context => {
  const { gateway, number, lid, peer } = await shop(context);
  const other = await fake.newPeer();
  const { id } = await fake.ask('/groups', { subject: 'Orders', owner: peer.number, participants: [number], announce: true });
  for (const change of [
    { change: 'add', actor: peer.number, participants: [other.number] }, { change: 'promote', actor: peer.number, participants: [number] }, { change: 'demote', actor: peer.number, participants: [number] },
    { change: 'subject', actor: peer.number, text: 'Sales' }, { change: 'description', actor: peer.number, text: 'For all' }, { change: 'leave', actor: other.number },
    { change: 'join', actor: other.number }, { change: 'remove', actor: peer.number, participants: [other.number] },
  ]) {
    await fake.ask(`/groups/${id}/changes`, change);
  }

  await fake.ask(`/groups/${id}/picture`, { actor: peer.number, base64: Buffer.from('a picture').toString('base64') });
  const changes = () => gateway.events('shop').filter(({ kind }) => kind === 'group');
  await gateway.until('all changes', () => changes().length === 10);
  assert.deepEqual(changes().map(({ change }) => change), ['created', 'added', 'promoted', 'demoted', 'renamed', 'described', 'left', 'joined', 'removed', 'pictured']);
  assert.deepEqual(changes().map(({ text }) => text).filter(Boolean), ['Orders', 'Sales', 'For all']);
  assert.ok(changes().every(({ chat, sender, fromMe }) => chat === id && !fromMe && [peer.lid, other.lid].includes(sender)));
  assert.deepEqual(changes()[2].participants, [`${number}@s.whatsapp.net`], `${lid} goes by its number`);
  assert.equal(new Set(changes().map(change => change.id)).size, 10);
  assert.equal((await gateway.ask('session/profile', { session: 'shop', chat: id, picturePath: '/nowhere/picture' })).name, 'Sales');
});

for (const [reason, outcome] of [['hangup', 'missed'], ['timeout', 'missed'], ['rejected_elsewhere', 'rejected'], ['accepted_elsewhere', undefined]]) {
  test(`a call that ends with ${reason} is ${outcome ?? 'not told'}`, async context => {
    const { gateway, number, peer, write } = await shop(context);
    const { id } = await fake.ask(`/peers/${peer.number}/call`, { to: number });
    await fake.ask(`/calls/${id}/end`, { reason });
    await write({ text: 'I called' });
    await gateway.until('the text', () => gateway.messages('shop')[0]);
    if (outcome) {
      await gateway.until('the call', () => gateway.events('shop').some(({ kind }) => kind === 'call'));
    }

    assert.deepEqual(gateway.events('shop').filter(({ kind }) => kind === 'call').map(event => [event.id, event.outcome]), outcome ? [[id, outcome]] : []);
  });
}

test('a receipt and a change of a group that came just before a kill are told after it', async context => {
  const { gateway, number, path, peer } = await shop(context);
  const { id: group } = await fake.ask('/groups', { subject: 'Orders', owner: peer.number, participants: [number] });
  const id = '3EB0000000000000000001';
  assert.equal((await send(gateway, peer.jid, undefined, id)).kind, 'accepted');
  await fake.ask(`/peers/${peer.number}/receipts`, { to: number, ids: [id], type: 'read' });
  await fake.ask(`/groups/${group}/changes`, { change: 'subject', actor: peer.number, text: 'Sales' });
  await fake.until(`/phones/${number}`, phone => phone.devices[0].pendingOffline === 0);
  await gateway.kill();
  const second = await Gateway.start(context, fake.testServer);
  await second.open('shop', path);
  await second.until('both', () => second.events('shop').some(({ kind, level }) => kind === 'receipt' && level === 'read') && second.events('shop').some(({ change }) => change === 'renamed'));
});
