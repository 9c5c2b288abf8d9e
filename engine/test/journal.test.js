import '../src/console-filter.js';
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { test } from 'node:test';
import { Curve, proto, writeRandomPadMax16 } from 'baileys';
import { entriesOf } from '../src/journal/entries.js';
import { Journal } from '../src/journal/journal.js';
import { read as readPlaintext, withoutContent } from '../src/journal/plaintext.js';
import { folder, introduce, party } from './support.js';

const text = (/** @type {string} */ words) => writeRandomPadMax16(proto.Message.encode({ conversation: words }).finish());

/** @param {import('node:test').TestContext} context */
async function conversation(context) {
  const customer = await party(await folder(context), '5511900000002');
  const path = await folder(context);
  const shop = await party(path, '5511900000001');
  await introduce(customer, shop);
  context.after(async () => {
    await customer.store.close();
    await shop.store.close();
  });
  return { customer, shop };
}

/**
 * @param {Awaited<ReturnType<typeof party>>} customer
 * @param {Awaited<ReturnType<typeof party>>} shop
 * @param {string} id
 * @param {Buffer} plaintext
 */
async function arrive(customer, shop, id, plaintext) {
  const { type, ciphertext } = await customer.repository.encryptMessage({ jid: shop.jid, data: plaintext });
  const enc = { tag: 'enc', attrs: { type, v: '2' }, content: ciphertext };
  const stanza = { tag: 'message', attrs: { id, from: customer.jid, type: 'text', t: '1700000000' }, content: [enc] };
  return { type, stanza, ciphertext };
}

/**
 * @param {Awaited<ReturnType<typeof party>>} shop
 * @param {string} from
 * @param {{type: string, stanza: import('baileys').BinaryNode, ciphertext: Buffer}} message
 */
function read(shop, from, { type, stanza, ciphertext }) {
  const again = Buffer.from(ciphertext);
  shop.stanzas.set(again, stanza);
  return shop.repository.decryptMessage({ jid: from, type, ciphertext: again });
}

test('what is decrypted is in the journal, in order, when the decryption answers', async context => {
  const { customer, shop } = await conversation(context);
  for (const id of ['A', 'B', 'C']) {
    await read(shop, customer.jid, await arrive(customer, shop, id, text(id)));
  }

  const placed = await (await Journal.open(shop.store)).read(0, 10);
  assert.deepEqual(placed.map(({ position }) => position), [1, 2, 3]);
  assert.deepEqual(placed.map(({ entry }) => entry.kind === 'message' && entry.stanza.attrs.id), ['A', 'B', 'C']);
});

test('the ratchet and the journal entry are one batch', async context => {
  const { customer, shop } = await conversation(context);
  const message = await arrive(customer, shop, 'A', text('hello'));
  /** @type {string[][]} */
  const batches = [];
  const set = shop.store.set.bind(shop.store);
  shop.store.set = values => {
    batches.push(Object.keys(values));
    return set(values);
  };
  await read(shop, customer.jid, message);

  const withSession = batches.filter(keys => keys.some(key => key.startsWith('signal:session:')));
  assert.equal(withSession.length, 1);
  assert.ok(withSession[0]?.some(key => key.startsWith('journal:')));
  assert.ok(withSession[0]?.some(key => key.startsWith('seen:')));
});

test('a failed batch leaves neither ratchet nor entry, and the message can be read again', async context => {
  const { customer, shop } = await conversation(context);
  const message = await arrive(customer, shop, 'A', text('hello'));
  const set = shop.store.set.bind(shop.store);
  shop.store.set = async () => {
    throw new Error('disk full');
  };
  await assert.rejects(read(shop, customer.jid, message));
  shop.store.set = set;

  assert.deepEqual(await shop.journal.read(0, 10), []);
  const plaintext = await read(shop, customer.jid, message);
  assert.ok(Buffer.from(plaintext).includes('hello'));
  assert.equal((await shop.journal.read(0, 10)).length, 1);
});

test('a ciphertext that comes again is answered from the journal and adds nothing', async context => {
  const { customer, shop } = await conversation(context);
  const message = await arrive(customer, shop, 'A', text('hello'));
  const first = await read(shop, customer.jid, message);

  const second = await read(shop, customer.jid, message);

  assert.deepEqual(Buffer.from(second), Buffer.from(first));
  assert.equal((await shop.journal.read(0, 10)).length, 1);
});

test('a ciphertext that comes again after its acknowledgement is answered without its content', async context => {
  const { customer, shop } = await conversation(context);
  const message = await arrive(customer, shop, 'A', text('secret words'));
  await read(shop, customer.jid, message);
  await shop.journal.acknowledge(1);

  const again = Buffer.from(await read(shop, customer.jid, message));

  assert.ok(!again.includes('secret'));
  assert.deepEqual(await shop.journal.read(0, 10), []);
  const everything = await shop.store.range({});
  assert.ok(!JSON.stringify(everything.filter(([key]) => !key.startsWith('signal:'))).includes(Buffer.from('secret words').toString('base64').slice(0, 12)));
});

test('a sender key outlives the acknowledgement of the message that brought it', async context => {
  const { customer, shop } = await conversation(context);
  const bytes = proto.Message.encode({
    conversation: 'secret words',
    senderKeyDistributionMessage: { groupId: '1@g.us', axolotlSenderKeyDistributionMessage: Buffer.from('key') },
  }).finish();
  const message = await arrive(customer, shop, 'A', writeRandomPadMax16(bytes));
  await read(shop, customer.jid, message);
  await shop.journal.acknowledge(1);

  const again = Buffer.from(await read(shop, customer.jid, message));

  assert.ok(again.includes('1@g.us'));
  assert.ok(!again.includes('secret'));
});

test('an encryption is on the disk before its ciphertext is handed out, whatever transaction it is asked from', async context => {
  const { customer, shop } = await conversation(context);
  const before = await customer.store.get('signal:session:5511900000001.0');
  const during = await customer.keys.transaction(async () => {
    await customer.repository.encryptMessage({ jid: shop.jid, data: text('hello') });
    return customer.store.get('signal:session:5511900000001.0');
  }, 'sending');

  assert.notDeepEqual(during, before);
});

test('receiving while a send is being made loses neither ratchet', async context => {
  const { customer, shop } = await conversation(context);
  await read(shop, customer.jid, await arrive(customer, shop, 'A', text('first')));
  const incoming = await arrive(customer, shop, 'B', text('second'));
  const { type, ciphertext } = await shop.keys.transaction(async () => {
    const [, sent] = await Promise.all([read(shop, customer.jid, incoming), shop.repository.encryptMessage({ jid: customer.jid, data: text('answer') })]);
    return sent;
  }, 'sending');

  const stanza = { tag: 'message', attrs: { id: 'X', from: shop.jid, t: '1700000000' } };
  assert.ok(Buffer.from(await read(customer, shop.jid, { type, stanza: { ...stanza, content: [] }, ciphertext })).includes('answer'));
  assert.ok(Buffer.from(await read(shop, customer.jid, await arrive(customer, shop, 'C', text('third')))).includes('third'));
});

test('a number newly learned for a LID is an entry, once, and never our own', async context => {
  const { shop } = await conversation(context);
  const pair = { lid: '100000000000002@lid', pn: '5511900000002@s.whatsapp.net' };
  await shop.repository.lidMapping.storeLIDPNMappings([pair]);
  await shop.repository.lidMapping.storeLIDPNMappings([pair]);
  await shop.repository.lidMapping.storeLIDPNMappings([{ lid: '100000000000001@lid', pn: '5511900000001@s.whatsapp.net' }]);

  const placed = await shop.journal.read(0, 10);
  assert.deepEqual(placed.map(({ entry }) => entry), [{ kind: 'identity', lid: pair.lid, phone: pair.pn }]);
});

test('positions go on behind the last one after a reopening, acknowledged or not', async context => {
  const { customer, shop } = await conversation(context);
  await read(shop, customer.jid, await arrive(customer, shop, 'A', text('one')));
  await shop.journal.acknowledge(1);
  const reopened = await Journal.open(shop.store);

  assert.equal(reopened.acknowledged, 1);
  assert.equal(reopened.last, 1);
  assert.deepEqual(await reopened.read(0, 10), []);
});

test('a ciphertext whose stanza is unknown is not read: it could not be kept', async context => {
  const { customer, shop } = await conversation(context);
  const { type, ciphertext, stanza } = await arrive(customer, shop, 'A', text('hello'));
  await assert.rejects(shop.repository.decryptMessage({ jid: customer.jid, type, ciphertext }), /without its stanza/);
  assert.ok(Buffer.from(await read(shop, customer.jid, { type, ciphertext, stanza })).includes('hello'));
});

test('what was decrypted and could not be written is reported, what could not be decrypted is not', async context => {
  const { customer, shop } = await conversation(context);
  const message = await arrive(customer, shop, 'A', text('hello'));
  await assert.rejects(read(shop, customer.jid, { ...message, ciphertext: Buffer.from('nonsense') }));
  assert.equal(shop.unwritten.length, 0);
  const set = shop.store.set.bind(shop.store);
  shop.store.set = async () => {
    throw new Error('disk full');
  };
  await assert.rejects(read(shop, customer.jid, message));
  shop.store.set = set;
  assert.equal(shop.unwritten.length, 1);
});

test('a ciphertext that cannot be decrypted is an entry, once', async context => {
  const { customer, shop } = await conversation(context);
  const message = await arrive(customer, shop, 'A', text('hello'));
  const ciphertext = Buffer.from('nonsense');
  shop.stanzas.set(ciphertext, { tag: 'message', attrs: { id: 'B', from: customer.jid, type: 'text' }, content: [{ tag: 'enc', attrs: {}, content: ciphertext }] });
  for (let time = 0; time < 2; time++) {
    await assert.rejects(shop.repository.decryptMessage({ jid: customer.jid, type: message.type, ciphertext }));
    await shop.store.watch()();
  }

  const lost = (await shop.journal.read(0, 100)).map(({ entry }) => entry).filter(({ kind }) => kind === 'envelope');
  assert.deepEqual(lost, [{ kind: 'envelope', content: 'undecryptable', stanza: { tag: 'message', attrs: { id: 'B', from: customer.jid, type: 'text' }, content: [] }, me: { id: shop.auth.creds.me?.id, lid: '' } }]);
});

const resent = proto.Message.encode({
  protocolMessage: {
    type: proto.Message.ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE,
    peerDataOperationRequestResponseMessage: {
      peerDataOperationResult: [{ placeholderMessageResendResponse: { webMessageInfoBytes: Buffer.from('a message') } }],
    },
  },
}).finish();

test('only the own phone can send messages once more', () => {
  const plaintext = writeRandomPadMax16(resent);
  const me = { id: '5511900000001:1@s.whatsapp.net', lid: '' };
  const kinds = (/** @type {string} */ from) => entriesOf({ tag: 'message', attrs: { id: 'A', from, t: '1' } }, plaintext, 'h', me).map(({ kind }) => kind);
  assert.deepEqual(kinds('5511900000001@s.whatsapp.net'), ['message', 'resent']);
  assert.deepEqual(kinds('5511900000002@s.whatsapp.net'), ['message']);
  assert.deepEqual(kinds('nobody'), ['message']);
});

test('keys that the own phone shares come again with a redelivery', () => {
  const { Type } = proto.Message.ProtocolMessage;
  const share = { type: Type.APP_STATE_SYNC_KEY_SHARE, appStateSyncKeyShare: { keys: [{ keyId: { keyId: Buffer.from('id') } }] } };
  const kept = (/** @type {proto.IMessage} */ message) => readPlaintext(withoutContent(writeRandomPadMax16(proto.Message.encode(message).finish())))?.protocolMessage;
  assert.equal(kept({ protocolMessage: share })?.appStateSyncKeyShare?.keys?.length, 1);
  assert.ok(!kept({ protocolMessage: { type: Type.MESSAGE_EDIT, editedMessage: { conversation: 'secret words' } } }));
});

test('prekeys are on the disk, with the counter behind them, before the transaction that made them ends', async context => {
  const { shop } = await conversation(context);
  await shop.keys.transaction(async () => {
    await shop.keys.set({ 'pre-key': { 7: Curve.generateKeyPair() } });
    assert.ok(await shop.store.get('signal:pre-key:7'));
    assert.equal((await shop.store.get('creds')).nextPreKeyId, 8);
  }, 'retry');
});

test('a LID that is looked up while a message is read keeps nobody waiting', async context => {
  const asked = new EventEmitter();
  const customer = await party(await folder(context), '5511900000002');
  const shop = await party(await folder(context), '5511900000001', () => new Promise(answer => asked.emit('asked', answer)));
  context.after(async () => {
    await customer.store.close();
    await shop.store.close();
  });
  await introduce(customer, shop);
  const message = await arrive(customer, shop, 'A', text('hello'));

  const question = once(asked, 'asked');
  const lookingUp = shop.repository.lidMapping.getLIDForPN(customer.jid);
  const [answer] = await question;
  const reading = read(shop, customer.jid, message);
  await new Promise(resolve => setImmediate(resolve));
  answer([{ pn: customer.jid, lid: '100000000000002@lid' }]);

  assert.equal(await lookingUp, '100000000000002@lid');
  assert.ok(Buffer.from(await reading).includes('hello'));
});

test('keys of a forgotten registration are written nowhere', async context => {
  const { shop } = await conversation(context);
  await shop.auth.forget();
  await assert.rejects(async () => shop.keys.set({ session: { x: Buffer.from('old') } }), /forgotten/);
  assert.deepEqual(await shop.store.range({ gte: 'signal:', lt: 'signal;' }), []);
});
