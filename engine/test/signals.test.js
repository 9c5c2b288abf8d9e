import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { Calls } from '../src/journal/calls.js';
import { notificationEntries } from '../src/journal/groups.js';
import { Journal } from '../src/journal/journal.js';
import { undecryptable, withoutContent } from '../src/journal/lost.js';
import { project } from '../src/journal/projection.js';
import { receiptEntries } from '../src/journal/receipts.js';
import { Intake } from '../src/session/intake.js';
import { SessionStore } from '../src/store/session-store.js';
import { folder } from './support.js';

const me = { id: '5511900000001:7@s.whatsapp.net', lid: '100000000000001:7@lid' };
const self = '5511900000001@s.whatsapp.net';
const customer = '5511900000002@s.whatsapp.net';
const customerLid = '100000000000002@lid';
const group = '120363000000000001@g.us';

/**
 * @param {string} tag
 * @param {Record<string, string>} attrs
 * @param {import('baileys').BinaryNode[] | Uint8Array} [content]
 * @returns {import('baileys').BinaryNode}
 */
const node = (tag, attrs, content) => ({ tag, attrs, content });

/** @param {import('../src/journal/journal.js').Entry[]} entries */
const told = entries => Promise.all(entries.map(entry => project(entry)));

for (const [name, attrs, expected] of /** @type {[string, Record<string, string>, object | undefined][]} */ ([
  ['a delivery', { from: customer }, { level: 'delivered', chat: customer, sender: customer, fromMe: false }],
  ['a delivery to a phone in a pocket', { from: customerLid, type: 'inactive', sender_pn: customer }, { level: 'delivered', chat: customerLid, chatAlias: customer, sender: customerLid, senderAlias: customer, fromMe: false }],
  ['a member of a group reading', { from: group, participant: customerLid, type: 'read' }, { level: 'read', chat: group, sender: customerLid, fromMe: false }],
  ['a voice message heard', { from: customer, type: 'played' }, { level: 'played', chat: customer, sender: customer, fromMe: false }],
  ['the phone reading', { from: self, recipient: customer, type: 'read' }, { level: 'read', chat: customer, sender: self, senderAlias: '100000000000001@lid', fromMe: true }],
  ['the phone reading without telling', { from: customer, type: 'read-self' }, { level: 'read', chat: customer, sender: self, senderAlias: '100000000000001@lid', fromMe: true }],
  ['another device of this number', { from: self, recipient: customer, type: 'sender' }, undefined],
  ['a device that asks again', { from: customer, type: 'retry' }, undefined],
  ['the viewer of a story', { from: 'status@broadcast', participant: customer, type: 'read' }, undefined],
])) {
  test(`a receipt of ${name} is ${expected ? 'told' : 'not told'}`, async () => {
    const events = await told(receiptEntries(node('receipt', { id: 'A', t: '1700000000', ...attrs }), me));
    assert.deepEqual(events, expected ? [{ kind: 'receipt', messages: ['A'], sentAt: 1700000000000, ...expected }] : []);
  });
}

test('a receipt of many members is one event for each of them', async () => {
  const users = [node('user', { jid: customerLid, t: '1700000001' }), node('user', { jid: '100000000000003@lid', t: '1700000002' })];
  const events = /** @type {any[]} */ (await told(receiptEntries(node('receipt', { id: 'x', from: group, type: 'read' }, [node('participants', { key: 'A' }, users)]), me)));
  assert.deepEqual(events.map(({ messages, sender, sentAt }) => [messages, sender, sentAt]), [[['A'], customerLid, 1700000001000], [['A'], '100000000000003@lid', 1700000002000]]);
});

const person = node('participant', { jid: customerLid, phone_number: customer });

for (const [name, child, attrs, expected] of /** @type {[string, import('baileys').BinaryNode, Record<string, string>, object | undefined][]} */ ([
  ['a new group', node('create', {}, [node('group', { id: '1', subject: 'Orders' }, [person])]), {}, { change: 'created', participants: [customer], text: 'Orders' }],
  ['somebody added', node('add', {}, [person]), {}, { change: 'added', participants: [customer] }],
  ['somebody coming by a link', node('add', { reason: 'invite' }, [person]), {}, { change: 'joined', participants: [customer] }],
  ['somebody removed', node('remove', {}, [person]), {}, { change: 'removed', participants: [customer] }],
  ['somebody leaving', node('remove', {}, [person]), { participant: customerLid }, { change: 'left', participants: [customer], sender: customerLid }],
  ['an admin', node('promote', {}, [person]), {}, { change: 'promoted', participants: [customer] }],
  ['an admin no more', node('demote', {}, [person]), {}, { change: 'demoted', participants: [customer] }],
  ['a new name', node('subject', { subject: 'Sales' }), {}, { change: 'renamed', text: 'Sales' }],
  ['a new description', node('description', {}, [node('body', {}, Buffer.from('For all'))]), {}, { change: 'described', text: 'For all' }],
  ['who may write', node('announcement', {}), {}, { change: 'other', text: 'Only admins can send messages now.' }],
  ['something unknown', node('unheard_of', {}), {}, undefined],
])) {
  test(`a notification about ${name} is ${expected ? 'told' : 'not told'}`, async () => {
    const stanza = node('notification', { type: 'w:gp2', id: 'N', from: group, participant: '100000000000009@lid', t: '1700000000', notify: 'Ana', ...attrs }, [child]);
    const common = { kind: 'group', chat: group, id: 'N', sender: '100000000000009@lid', senderName: 'Ana', sentAt: 1700000000000, fromMe: false };
    assert.deepEqual(await told(notificationEntries(stanza, me)), expected ? [{ ...common, ...expected }] : []);
  });
}

test('a new picture of a group is a change of the group too, of a person it is none', async () => {
  const stanza = (/** @type {string} */ from) => node('notification', { type: 'picture', id: 'N', from, t: '1700000000' }, [node('set', { id: '1', author: customerLid })]);
  assert.deepEqual((await told(notificationEntries(stanza(customer), me))), [{ kind: 'picture', chat: customer }]);
  const [picture, change] = /** @type {any[]} */ (await told(notificationEntries(stanza(group), me)));
  assert.deepEqual([picture, change.change, change.sender], [{ kind: 'picture', chat: group }, 'pictured', customerLid]);
});

/** @param {import('node:test').TestContext} context */
async function calls(context) {
  const store = await SessionStore.open(await folder(context));
  context.after(() => store.close());
  const journal = await Journal.open(store);
  const open = async () => {
    const made = new Calls(journal, store, () => undefined);
    await made.load();
    return made;
  };
  const events = async () => /** @type {any[]} */ (await told((await journal.read(0, 100)).map(({ entry }) => entry)));
  return { open, events };
}

/**
 * @param {string} tag
 * @param {Record<string, string>} [attrs]
 */
const call = (tag, attrs = {}) => node('call', { from: customer, t: '1700000000', id: 'x' }, [node(tag, { 'call-id': 'C', 'call-creator': customer, ...attrs }, tag === 'offer' ? [node('video', {})] : [])]);

for (const [name, stanzas, outcome] of /** @type {[string, import('baileys').BinaryNode[], string | undefined][]} */ ([
  ['nobody answers', [call('offer'), call('terminate')], 'missed'],
  ['rings out', [call('offer'), call('timeout'), call('terminate')], 'missed'],
  ['the phone turns away', [call('offer'), call('reject')], 'rejected'],
  ['another device turns away', [call('offer'), call('terminate', { reason: 'rejected_elsewhere' })], 'rejected'],
  ['is answered', [call('offer'), call('accept'), call('terminate')], undefined],
  ['is answered elsewhere', [call('offer'), call('terminate', { reason: 'accepted_elsewhere' })], undefined],
  ['only its end is heard of', [call('terminate')], undefined],
  ['rang while this device was away', [call('terminate', { reason: 'timeout' })], 'missed'],
  ['comes from this number', [call('offer', { 'call-creator': self }), call('terminate', { 'call-creator': self })], undefined],
])) {
  test(`a call that ${name} is ${outcome ?? 'not told'}`, async context => {
    const { open, events } = await calls(context);
    const ringing = await open();
    for (const stanza of [...stanzas, ...stanzas.slice(-1)]) {
      await ringing.take(stanza, me);
    }

    assert.deepEqual((await events()).map(event => event.outcome), outcome ? [outcome] : []);
  });
}

test('a call that ends in another process is told', async context => {
  const { open, events } = await calls(context);
  await (await open()).take(call('offer'), me);
  await (await open()).take(call('terminate'), me);
  assert.deepEqual(await events(), [{ kind: 'call', chat: customer, id: 'C', sender: customer, fromMe: false, sentAt: 1700000000000, outcome: 'missed', isVideo: true }]);
});

test('what cannot be decrypted is told once no other part can tell it, and only when it is a message', () => {
  const [one, two] = [Buffer.from('1'), Buffer.from('2')];
  const stanza = (/** @type {Record<string, string>} */ attrs, /** @type {Record<string, string>} */ last = {}) =>
    node('message', { id: 'A', from: customer, type: 'text', ...attrs }, [node('enc', { type: 'pkmsg' }, one), node('enc', { type: 'skmsg', ...last }, two)]);
  assert.equal(undecryptable(stanza({}), one, me), undefined);
  assert.equal(/** @type {any} */ (undecryptable(stanza({}), two, me))?.content, 'undecryptable');
  assert.deepEqual(/** @type {any} */ (undecryptable(stanza({}), two, me))?.stanza.content, []);
  for (const attrs of [{ category: 'peer' }, { type: 'reaction' }, { edit: '1' }]) {
    assert.equal(undecryptable(stanza(/** @type {any} */ (attrs)), two, me), undefined);
  }

  assert.equal(undecryptable(stanza({}, { 'decrypt-fail': 'hide' }), two, me), undefined);
});

test('what comes without content is a placeholder', () => {
  const stanza = (/** @type {string} */ type) => node('message', { id: 'A', from: customer }, [node('unavailable', { type })]);
  assert.deepEqual(['view_once', 'hosted_unavailable_fanout', 'bot_unavailable_fanout'].map(type => /** @type {any} */ (withoutContent(stanza(type), me))?.content), ['viewOnce', 'undecryptable', undefined]);
  assert.equal(withoutContent(node('message', { id: 'A', from: customer }, [node('enc', {}, Buffer.of(1))]), me), undefined);
});

test('names from the address book and of businesses are told once; push names only when they come without a message', async context => {
  const store = await SessionStore.open(await folder(context));
  context.after(() => store.close());
  const journal = await Journal.open(store);
  const [ws, ev] = [new EventEmitter(), new EventEmitter()];
  let written = 0;
  const intake = new Intake({ journal, calls: new Calls(journal, store, () => undefined), journaled: () => written++, typing: () => undefined });
  intake.listenOn(/** @type {any} */ ({ ws, ev, authState: { creds: { me } } }), error => assert.fail(String(error)));
  ev.emit('contacts.upsert', [{ id: customer, lid: customerLid, name: 'Ana' }, { id: group, name: 'Orders' }, { id: 'nonsense', name: 'x' }]);
  ev.emit('contacts.upsert', [{ id: customer, lid: customerLid, name: 'Ana' }]);
  ev.emit('contacts.update', [{ id: customer, notify: 'Anna' }, { id: customerLid, imgUrl: 'changed' }]);
  ev.emit('contacts.update', [{ id: customerLid, notify: 'Anna', verifiedName: 'Ana Ltd.' }]);
  ev.emit('messaging-history.set', { contacts: [{ id: '5511900000003@s.whatsapp.net', notify: 'Rui' }] });
  await store.watch()();
  assert.deepEqual(await told((await journal.read(0, 100)).map(({ entry }) => entry)), [
    { kind: 'contact', user: customer, alias: customerLid, savedName: 'Ana' },
    { kind: 'contact', user: customerLid, businessName: 'Ana Ltd.' },
    { kind: 'contact', user: '5511900000003@s.whatsapp.net', pushName: 'Rui' },
  ]);
  assert.ok(written > 0);
});
