import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proto, writeRandomPadMax16 } from 'baileys';
import { project } from '../src/journal/projection.js';

const me = { id: '5511900000001:7@s.whatsapp.net', lid: '100000000000001:7@lid' };
const customer = '5511900000002@s.whatsapp.net';
const customerLid = '100000000000002@lid';

/**
 * @param {Record<string, string>} attrs
 * @param {proto.IMessage | Uint8Array} message
 */
const entry = (attrs, message) => ({
  kind: /** @type {const} */ ('message'),
  stanza: { tag: 'message', attrs: { id: 'A', t: '1700000000', ...attrs }, content: [] },
  plaintext: message instanceof Uint8Array ? message : writeRandomPadMax16(proto.Message.encode(proto.Message.fromObject(message)).finish()),
  hash: 'h',
  me,
});

test('a text by number carries both addresses of the person', async () => {
  assert.deepEqual(await project(entry({ from: '5511900000002:3@s.whatsapp.net', sender_lid: customerLid, notify: 'Maria' }, { conversation: 'hello' })), {
    kind: 'message', chat: customer, chatAlias: customerLid, id: 'A', sender: customer, senderAlias: customerLid, senderName: 'Maria', fromMe: false,
    sentAt: 1700000000000, content: { kind: 'text', text: 'hello' },
  });
});

test('a text by LID carries the number, when the stanza told it', async () => {
  const event = /** @type {any} */ (await project(entry({ from: customerLid, sender_pn: customer }, { extendedTextMessage: { text: 'hello' } })));
  assert.equal(event.chat, customerLid);
  assert.equal(event.chatAlias, customer);
  assert.equal(/** @type {any} */ (await project(entry({ from: customerLid }, { conversation: 'hello' }))).chatAlias, undefined);
});

test('a text of a group names the participant', async () => {
  const event = /** @type {any} */ (await project(entry({ from: '120363000000000001@g.us', participant: customerLid, participant_pn: customer }, { conversation: 'hello' })));
  assert.equal(event.chat, '120363000000000001@g.us');
  assert.equal(event.chatAlias, undefined);
  assert.equal(event.sender, customerLid);
  assert.equal(event.senderAlias, customer);
});

test('what the phone itself wrote is ours, in the chat of its recipient', async () => {
  const sent = { deviceSentMessage: { destinationJid: customer, message: { conversation: 'from the phone' } } };
  const event = /** @type {any} */ (await project(entry({ from: '5511900000001@s.whatsapp.net', recipient: customer, recipient_lid: customerLid }, sent)));
  assert.equal(event.chat, customer);
  assert.equal(event.chatAlias, customerLid);
  assert.equal(event.fromMe, true);
  assert.equal(event.sender, '5511900000001@s.whatsapp.net');
  assert.equal(event.content.text, 'from the phone');
});

test('what cannot be read is shown as such, and never throws', async () => {
  for (const bytes of [Buffer.of(), Buffer.of(0), Buffer.of(1, 2, 200), Buffer.from([0xff, 0xff, 0xff, 1])]) {
    assert.deepEqual(/** @type {any} */ (await project(entry({ from: customer }, bytes)))?.content, { kind: 'unsupported', type: 'unreadable' });
  }
});

test('a stanza without a sender is of no concern', async () => {
  assert.equal(await project(entry({}, { conversation: 'hello' })), undefined);
});

test('a message that the phone sent once more keeps its own id and time', async () => {
  const webMessage = proto.WebMessageInfo.encode({
    key: { remoteJid: customer, id: 'AD1', fromMe: false }, messageTimestamp: 1700000001, message: { conversation: 'I saw your ad' },
  }).finish();
  const event = /** @type {any} */ (await project({ kind: 'resent', webMessage, at: 0, me }));
  assert.equal(event.id, 'AD1');
  assert.equal(event.chat, customer);
  assert.equal(event.sentAt, 1700000001000);
  assert.deepEqual(event.content, { kind: 'text', text: 'I saw your ad' });
  assert.equal(await project({ kind: 'resent', webMessage: Buffer.of(255, 1), at: 0, me }), undefined);
});

test('a learned identity is passed on', async () => {
  assert.deepEqual(await project({ kind: 'identity', lid: customerLid, phone: customer }), { kind: 'identity', lid: customerLid, phone: customer });
});

test('a message without a time that the phone sent once more has the time of its coming', async () => {
  const webMessage = proto.WebMessageInfo.encode({ key: { remoteJid: customer, id: 'AD1', fromMe: false }, message: { conversation: 'hello' } }).finish();
  assert.equal(/** @type {any} */ (await project({ kind: 'resent', webMessage, at: 1700000009000, me })).sentAt, 1700000009000);
});

test('what comes over a broadcast list belongs to the chat with its sender', async () => {
  const attrs = { from: '1700000000@broadcast', participant: customer, participant_lid: customerLid };
  const event = /** @type {any} */ (await project(entry(attrs, { conversation: 'our offers' })));
  assert.equal(event.chat, customer);
  assert.equal(event.chatAlias, customerLid);
  assert.equal(event.sender, customer);
});

test('a story belongs to the chat with its writer; a reaction to one to none', async () => {
  const event = /** @type {any} */ (await project(entry({ from: 'status@broadcast', participant: customerLid, participant_pn: customer }, { conversation: 'my day' })));
  assert.deepEqual([event.chat, event.chatAlias, event.sender, event.isStatus], [customerLid, customer, customerLid, true]);
  assert.equal(await project(entry({ from: 'status@broadcast', participant: customer }, { reactionMessage: { key: { id: 'S' }, text: '+' } })), undefined);
});

test('stories of the phone, and what it sends to its own lists, belong to no chat', async () => {
  assert.equal(await project(entry({ from: 'status@broadcast', participant: '5511900000001@s.whatsapp.net' }, { conversation: 'my day' })), undefined);
  assert.equal(await project(entry({ from: '1700000000@broadcast', participant: '5511900000001@s.whatsapp.net' }, { conversation: 'offers' })), undefined);
});

test('a message that tells no time has none', async () => {
  assert.ok(!('sentAt' in /** @type {object} */ (await project(entry({ from: customer, t: 'soon' }, { conversation: 'hello' })))));
});
