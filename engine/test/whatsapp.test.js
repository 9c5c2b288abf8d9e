import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FakeWhatsApp } from './fake.js';
import { Gateway } from './gateway.js';
import { link } from './link.js';
import { folder } from './support.js';

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
 * A phone that is linked to a session of the engine.
 *
 * @param {import('node:test').TestContext} context
 * @param {object} [settings]
 */
const linked = (context, settings) => link(fake, context, { settings });

/**
 * @param {Gateway} gateway
 * @param {string} chat
 * @param {string} text
 * @param {string} [id]
 */
const send = (gateway, chat, text, id = newId()) => gateway.ask('session/send', { session: 'shop', message: { id, chat, content: { kind: 'text', text } } });

test('a phone is linked by QR code, and linking shows its states', async context => {
  const { gateway, number } = await linked(context);
  assert.deepEqual(gateway.statuses('shop').map(({ state }) => state), ['connecting', 'linking', 'connecting', 'connected']);
  assert.equal(gateway.statuses('shop').at(-1).self, `${number}@s.whatsapp.net`);
  assert.deepEqual(await gateway.ask('session/link', { session: 'shop' }), { kind: 'linked', state: 'connected' });
});

test('a phone is linked by pairing code; the living code is told again, another wish begins anew', async context => {
  const gateway = await Gateway.start(context, fake.testServer);
  const number = fake.newNumber();
  await fake.ask('/phones', { number, name: 'Shop' });
  await gateway.open('shop', await folder(context));
  const qr = await gateway.ask('session/link', { session: 'shop' });
  assert.equal(qr.kind, 'qr');
  assert.deepEqual(await gateway.ask('session/link', { session: 'shop' }), qr);
  const answer = await gateway.ask('session/link', { session: 'shop', phone: number });
  assert.equal(answer.kind, 'pairingCode');
  assert.deepEqual(await gateway.ask('session/link', { session: 'shop', phone: number }), answer);
  await fake.until(`/phones/${number}/pairing`, ({ waiting }) => waiting);
  await fake.ask(`/phones/${number}/enter-code`, { code: answer.code });
  await gateway.untilState('shop', 'connected');
});

test('a pairing code that nobody enters leaves nothing that looks linked', async context => {
  const gateway = await Gateway.start(context, fake.testServer);
  const number = fake.newNumber();
  await fake.ask('/phones', { number, name: 'Shop' });
  const path = await folder(context);
  await gateway.open('shop', path);
  await gateway.ask('session/link', { session: 'shop', phone: number });
  await gateway.kill();

  const second = await Gateway.start(context, fake.testServer);
  assert.deepEqual((await second.open('shop', path)).status, { state: 'disconnected', cause: null, self: null });
  assert.deepEqual(await second.ask('session/reconnect', { session: 'shop' }), { linked: false });
  assert.equal((await second.ask('session/link', { session: 'shop' })).kind, 'qr');
});

test('texts go both ways', async context => {
  const { gateway, number } = await linked(context);
  const peer = await fake.newPeer();
  const { id } = await fake.ask(`/peers/${peer.number}/messages`, { to: number, text: 'Good morning' });
  const event = await gateway.until('the text', () => gateway.messages('shop')[0]);
  assert.deepEqual({ ...event, position: 0, sentAt: 0 }, {
    position: 0, kind: 'message', chat: peer.jid, chatAlias: peer.lid, id, sender: peer.jid, senderAlias: peer.lid, senderName: 'Customer', fromMe: false,
    sentAt: 0, content: { kind: 'text', text: 'Good morning' },
  });
  await fake.until(`/receipts?number=${number}`, all => all.some((/** @type {any} */ one) => one.id === id));

  const answer = await send(gateway, peer.jid, 'How may we help?');
  assert.equal(answer.kind, 'accepted');
  assert.ok(Math.abs(answer.at - Date.now()) < 60_000);
  const [message] = await fake.until(`/peers/${peer.number}/messages`, all => all.length > 0);
  assert.equal(message.text, 'How may we help?');
});

test('a learned number is an event, once', async context => {
  const { gateway, number } = await linked(context);
  const peer = await fake.newPeer();
  await fake.ask(`/peers/${peer.number}/messages`, { to: number, text: 'one', addressing: 'lid' });
  await fake.ask(`/peers/${peer.number}/messages`, { to: number, text: 'two', addressing: 'pn' });
  await gateway.until('both texts', () => gateway.messages('shop').length === 2);
  const identities = gateway.events('shop').filter(({ kind, phone }) => kind === 'identity' && phone === peer.jid);
  assert.deepEqual(identities.map(({ lid }) => lid), [peer.lid]);
});

test('a group talks both ways', async context => {
  const { gateway, number } = await linked(context);
  const [first, second] = [await fake.newPeer(), await fake.newPeer()];
  const group = await fake.ask('/groups', { subject: 'Orders', owner: first.number, participants: [second.number, number] });
  await fake.ask(`/peers/${first.number}/messages`, { group: group.id, text: 'Is it open?' });
  const event = await gateway.until('the text', () => gateway.messages('shop')[0]);
  assert.equal(event.content.text, 'Is it open?');
  assert.equal(event.sender, first.lid);
  for (const text of ['Yes', 'until six']) {
    assert.equal((await send(gateway, event.chat, text)).kind, 'accepted');
  }

  for (const { number: peer } of [first, second]) {
    const messages = await fake.until(`/peers/${peer}/messages`, all => all.filter((/** @type {any} */ one) => one.from === number).length === 2);
    assert.deepEqual(messages.filter((/** @type {any} */ one) => one.from === number).map((/** @type {any} */ one) => one.text), ['Yes', 'until six']);
  }
});

test('a refused message is refused with a reason, and is not sent again by the engine', async context => {
  const { gateway, number } = await linked(context);
  const peer = await fake.newPeer();
  await fake.ask(`/phones/${number}/acks`, { mode: 'refuse', code: 463, next: 1 });
  const answer = await send(gateway, peer.jid, 'hello');
  assert.equal(answer.kind, 'refused');
  assert.equal(answer.code, 463);
  assert.match(answer.reason, /new chats/);
  assert.equal((await send(gateway, peer.jid, 'again')).kind, 'accepted');
});

test('a group that this number is not in refuses for good', async context => {
  const { gateway } = await linked(context);
  assert.equal((await send(gateway, '120363999999999999@g.us', 'hello')).kind, 'refused');
  assert.equal((await send(gateway, 'nonsense', 'hello')).kind, 'refused');
});

test('a send whose connection ends is uncertain at once; under the same id it arrives once', async context => {
  const { gateway, number } = await linked(context);
  const peer = await fake.newPeer();
  await fake.ask(`/phones/${number}/acks`, { mode: 'withhold', next: 1 });
  const id = newId();
  const sending = send(gateway, peer.jid, 'Your order is ready', id);
  await fake.until(`/peers/${peer.number}/messages`, all => all.length === 1);
  const since = Date.now();
  await fake.ask(`/phones/${number}/connection`, { action: 'drop' });
  assert.equal((await sending).kind, 'uncertain');
  assert.ok(Date.now() - since < 5_000);
  assert.equal((await send(gateway, peer.jid, 'x')).kind, 'notConnected');

  await gateway.until('the reconnect', () => gateway.statuses('shop').at(-1).state === 'connected');
  assert.equal((await send(gateway, peer.jid, 'this text is not used', id)).kind, 'accepted');
  const messages = await fake.ask(`/peers/${peer.number}/messages`);
  assert.ok(messages.every((/** @type {any} */ one) => one.id === id && one.text === 'Your order is ready'));
});

test('an engine killed before it acknowledged hands everything over again, nothing twice to a gateway that acknowledged', async context => {
  const { gateway, number, path } = await linked(context);
  const peer = await fake.newPeer();
  await fake.ask(`/peers/${peer.number}/messages`, { to: number, text: 'line', count: 10 });
  await gateway.until('all texts', () => gateway.messages('shop').length === 10);
  const order = gateway.texts('shop');
  await gateway.ask('session/acknowledge', { session: 'shop', position: gateway.messages('shop')[3].position });
  await gateway.kill();
  await fake.ask(`/peers/${peer.number}/messages`, { to: number, text: 'while you were away' });

  const second = await Gateway.start(context, fake.testServer);
  await second.open('shop', path);
  await second.until('the rest', () => second.messages('shop').length === 7);
  assert.deepEqual(second.texts('shop'), [...order.slice(4), 'while you were away']);
});

test('a kill between decryption and receipt: WhatsApp delivers again, the journal answers, the gateway has it once', async context => {
  const { gateway, number, path } = await linked(context);
  const peer = await fake.newPeer();
  await fake.ask(`/peers/${peer.number}/messages`, { to: number, text: 'first' });
  await gateway.until('the first', () => gateway.messages('shop').length === 1);
  await gateway.ask('session/close', { session: 'shop' });
  await gateway.kill();

  // This engine ends itself the moment an entry is on the disk, before Baileys sends the receipt.
  const dying = await Gateway.start(context, fake.testServer, ['--import', new URL('die-when-journaled.js', import.meta.url).href]);
  await dying.open('shop', path);
  await dying.untilState('shop', 'connected');
  const { id } = await fake.ask(`/peers/${peer.number}/messages`, { to: number, text: 'second' });
  await dying.ended();
  const receipts = await fake.ask(`/receipts?number=${number}`);
  assert.ok(!receipts.some((/** @type {any} */ one) => one.id === id), 'no receipt was sent');

  const third = await Gateway.start(context, fake.testServer);
  await third.open('shop', path);
  await fake.until(`/receipts?number=${number}`, all => all.some((/** @type {any} */ one) => one.id === id));
  await fake.until(`/phones/${number}`, phone => phone.devices[0].pendingOffline === 0);
  await third.until('both', () => third.messages('shop').length === 2);
  assert.deepEqual(third.texts('shop'), ['first', 'second']);
  await fake.ask(`/peers/${peer.number}/messages`, { to: number, text: 'third' });
  await third.until('the third', () => third.texts('shop').at(-1) === 'third');
  assert.deepEqual(third.texts('shop'), ['first', 'second', 'third']);
  assert.deepEqual(await fake.ask(`/peers/${peer.number}/failures`), []);
});

test('a phone that asks again after a restart of the engine gets what was sent', async context => {
  const { gateway, path } = await linked(context);
  const peer = await fake.newPeer();
  const id = newId();
  assert.equal((await send(gateway, peer.jid, 'Your parcel left today', id)).kind, 'accepted');
  await fake.until(`/peers/${peer.number}/messages`, all => all.length === 1);
  await gateway.kill();
  const second = await Gateway.start(context, fake.testServer);
  await second.open('shop', path);
  await second.untilState('shop', 'connected');
  await fake.ask(`/peers/${peer.number}/retry`, { id, keys: true });
  const [message] = await fake.until(`/peers/${peer.number}/messages`, ([one]) => one.retried === 1);
  assert.equal(message.text, 'Your parcel left today');
});

test('an offline burst comes complete and in order', async context => {
  const { gateway, number, path } = await linked(context);
  const peer = await fake.newPeer();
  await gateway.ask('session/close', { session: 'shop' });
  await fake.ask(`/peers/${peer.number}/messages`, { to: number, text: 'line', count: 300 });
  await gateway.open('shop', path);
  let acknowledged = 0;
  await gateway.until('the burst', () => {
    const last = gateway.events('shop').at(-1)?.position ?? 0;
    if (last > acknowledged + 50) {
      acknowledged = last;
      void gateway.ask('session/acknowledge', { session: 'shop', position: last });
    }

    return gateway.messages('shop').length === 300;
  });
  const numbers = gateway.texts('shop').map(text => Number(text.split(' ')[1]));
  assert.deepEqual(numbers, Array.from({ length: 300 }, (_, index) => index + 1));
});

test('kills in the middle of bursts lose nothing, change no order and double nothing that was acknowledged', async context => {
  const { gateway, number, path } = await linked(context);
  const peer = await fake.newPeer();
  await gateway.kill();
  await fake.ask(`/peers/${peer.number}/messages`, { to: number, text: 'line', count: 200 });
  /** @type {Map<number, string>} */
  const kept = new Map();
  for (const after of [20, 60, 61, 140, 200]) {
    const engine = await Gateway.start(context, fake.testServer);
    await engine.open('shop', path);
    await engine.until(`${after} texts`, () => kept.size + engine.messages('shop').length >= after);
    // Like a gateway that is killed too: some of what it was handed it has stored, the rest it has never seen.
    const stored = after === 200 ? engine.messages('shop') : engine.messages('shop').slice(0, -3);
    for (const { position, content } of stored) {
      assert.ok(!kept.has(position), 'nothing acknowledged comes again');
      kept.set(position, content.text);
    }

    await engine.ask('session/acknowledge', { session: 'shop', position: stored.at(-1)?.position ?? 0 });
    await engine.kill();
  }

  const inOrder = [...kept].sort(([one], [other]) => one - other).map(([, text]) => Number(text.split(' ')[1]));
  assert.deepEqual(inOrder, Array.from({ length: 200 }, (_, index) => index + 1));
  assert.deepEqual(await fake.ask(`/peers/${peer.number}/failures`), []);
});

for (const [action, state, cause, status] of /** @type {[string, string, string, string | null][]} */ ([
  ['logout', 'loggedOut', 'logged_out', 'loggedOut'],
  ['replaced', 'disconnected', 'stream_replaced', 'disconnected'],
  ['banned', 'disconnected', 'temp_banned', 'disconnected'],
])) {
  test(`${action}: ${cause}, also after a restart`, async context => {
    const { gateway, number, path } = await linked(context);
    await fake.ask(`/phones/${number}/connection`, { action });
    const ended = await gateway.until(cause, () => gateway.statuses('shop').find(one => one.cause === cause));
    assert.equal(ended.state, state);
    await gateway.ask('engine/stop');
    await gateway.ended();

    const second = await Gateway.start(context, fake.testServer);
    const opened = await second.open('shop', path);
    assert.equal(opened.status.cause, cause);
    assert.equal(opened.status.state, status);
  });
}

test('a replaced session connects again when it is asked to', async context => {
  const { gateway, number } = await linked(context);
  await fake.ask(`/phones/${number}/connection`, { action: 'replaced' });
  await gateway.untilState('shop', 'disconnected');
  assert.deepEqual(await gateway.ask('session/reconnect', { session: 'shop' }), { linked: true });
  await gateway.untilState('shop', 'connected');
});

test('a logout tells the phone, and another phone can be linked after it; what was not handed over stays ours', async context => {
  const { gateway, number } = await linked(context);
  const peer = await fake.newPeer();
  await fake.ask(`/phones/${number}/own-messages`, { to: peer.number, text: 'from my phone' });
  await gateway.until('the own message', () => gateway.messages('shop').length === 1);
  await gateway.ask('session/logout', { session: 'shop' });
  assert.deepEqual(gateway.statuses('shop').at(-1), { state: 'loggedOut', cause: 'logged_out', self: null });
  await fake.until(`/phones/${number}`, phone => phone.devices.length === 0);

  const other = fake.newNumber();
  await fake.ask('/phones', { number: other, name: 'Shop' });
  const code = await gateway.ask('session/link', { session: 'shop' });
  await fake.ask(`/phones/${other}/scan`, { qr: code.payload });
  await gateway.untilState('shop', 'connected');
  assert.equal(gateway.statuses('shop').at(-1).self, `${other}@s.whatsapp.net`);
  await fake.ask(`/peers/${peer.number}/messages`, { to: other, text: 'hello' });
  await gateway.until('the text', () => gateway.texts('shop').includes('hello'));
});

test('an error that nobody caught takes down its own connection only', async context => {
  const gateway = await Gateway.start(context, fake.testServer, ['--import', new URL('fail-on-a-word.js', import.meta.url).href]);
  const shop = await link(fake, context, { gateway });
  const cafe = await link(fake, context, { gateway, session: 'cafe' });
  const peer = await fake.newPeer();
  for (const [word, news] of /** @type {[string, string][]} */ ([['throw now', 'all well'], ['reject now', 'still well']])) {
    const before = gateway.statuses('shop').length;
    const neighbour = gateway.statuses('cafe').length;
    await fake.ask(`/peers/${peer.number}/messages`, { to: shop.number, text: word });
    await gateway.until('the renewal', () => gateway.statuses('shop').slice(before).some(({ cause }) => cause === 'stream_error'));
    await gateway.untilState('shop', 'connected');
    assert.deepEqual(gateway.statuses('cafe').slice(neighbour), []);
    await fake.ask(`/peers/${peer.number}/messages`, { to: cafe.number, text: news });
    await gateway.until('the neighbour', () => gateway.texts('cafe').includes(news));
  }

  assert.deepEqual(gateway.texts('shop'), ['throw now', 'reject now']);
});

test('calls are rejected and answered once, when that is wished', async context => {
  const { gateway, number } = await linked(context, { autoRejectCalls: true, callRejectMessage: 'Please write to us.' });
  const peer = await fake.newPeer();
  const { id } = await fake.ask(`/peers/${peer.number}/call`, { to: number });
  await fake.until('/calls', all => all.some((/** @type {any} */ one) => one.id === id && one.rejectedAt));
  const messages = await fake.until(`/peers/${peer.number}/messages`, all => all.length > 0);
  assert.deepEqual(messages.map((/** @type {any} */ one) => one.text), ['Please write to us.']);
  assert.equal(gateway.output.includes('Please'), false);
});

test('a message is marked as read only after the gateway has it', async context => {
  const { gateway, number } = await linked(context, { autoReadMessages: true });
  const peer = await fake.newPeer();
  const { id } = await fake.ask(`/peers/${peer.number}/messages`, { to: number, text: 'hello' });
  const { position } = await gateway.until('the text', () => gateway.messages('shop')[0]);
  const receipts = await fake.until(`/receipts?number=${number}`, all => all.some((/** @type {any} */ one) => one.id === id));
  assert.ok(!receipts.some((/** @type {any} */ one) => one.id === id && one.type === 'read'));
  await gateway.ask('session/acknowledge', { session: 'shop', position });
  await fake.until(`/receipts?number=${number}`, all => all.some((/** @type {any} */ one) => one.id === id && one.type === 'read'));
});

test('presence follows the settings at once', async context => {
  const { gateway, number } = await linked(context, { keepOnline: true });
  await fake.until(`/phones/${number}`, phone => phone.devices[0].presence === 'available');
  const { settings } = await import('./gateway.js');
  await gateway.ask('session/configure', { session: 'shop', settings });
  await fake.until(`/phones/${number}`, phone => phone.devices[0].presence === 'unavailable');
});

test('neither keys nor texts nor whole numbers are in what the engine prints and logs', async context => {
  const { gateway, number } = await linked(context);
  const peer = await fake.newPeer();
  await fake.ask(`/peers/${peer.number}/messages`, { to: number, text: 'a confidential sentence' });
  await gateway.until('the text', () => gateway.messages('shop')[0]);
  await send(gateway, peer.jid, 'a confidential answer');
  await fake.ask(`/peers/${peer.number}/retry`, { id: `3EB0${String(ids).padStart(18, '0')}`, keys: true });
  await fake.until(`/peers/${peer.number}/messages`, ([one]) => one.retried === 1);
  const told = gateway.output + JSON.stringify(gateway.logs);
  assert.doesNotMatch(told, /confidential|\d{7,}|privKey|<Buffer/);
  assert.match(gateway.output, /^(suppressed console\.\w+\n)*$/);
});
