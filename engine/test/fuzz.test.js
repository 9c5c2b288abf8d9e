import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proto } from 'baileys';
import { readCard } from '../src/content/vcard.js';
import { notificationEntries } from '../src/journal/groups.js';
import { project } from '../src/journal/projection.js';
import { receiptEntries } from '../src/journal/receipts.js';
import { secretRecord } from '../src/journal/secrets.js';
import { readToken, writeToken } from '../src/media/token.js';
import { urlOf } from '../src/media/hosts.js';

const seed = Number(process.env.FUZZ_SEED) || Date.now();
let state = seed >>> 0;

/** A number from zero to one that the seed decides. */
function random() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
}

const below = (/** @type {number} */ most) => Math.floor(random() * most);
/** @type {<T>(all: T[]) => T} */
const one = all => /** @type {any} */ (all[below(all.length)]);
const bytes = (/** @type {number} */ length) => Buffer.from(Array.from({ length }, () => below(256)));
const me = { id: '5511900000001:7@s.whatsapp.net', lid: '100000000000001:7@lid' };
const jids = ['5511900000002@s.whatsapp.net', '100000000000002@lid', '120363000000000001@g.us', 'status@broadcast', '1@broadcast', 'x', '', '@', '1@newsletter', ':@lid', '9'.repeat(300)];
const strings = () => one([...jids, '\0', '__proto__', '{"a":1}', '[', '\uD800', '\n', 'https://example.com', '/'.repeat(5000), `x${below(99)}`, '💬', String(below(1e9))]);
const values = () => one([undefined, null, 0, -1, 1, 2 ** 31, 2 ** 53, Number.NaN, true, strings(), bytes(below(40)), [], {}]);

/**
 * A value of the right form for a type of the protocol, most of the time.
 *
 * @param {any} type
 * @param {number} depth
 * @returns {any}
 */
function instance(type, depth) {
  const made = type.create();
  const fields = Object.keys(type.prototype).filter(name => name !== 'toJSON' && !name.startsWith('_'));
  for (let index = 0; index < 1 + below(5); index++) {
    const name = one(fields);
    made[name] = filled(Object.getPrototypeOf(made)[name], name, depth);
  }

  return made;
}

/**
 * @param {unknown} usual
 * @param {string} name
 * @param {number} depth
 */
function filled(usual, name, depth) {
  const nested = [name, name.replace(/V\d.*$/, ''), one(['contextInfo', 'imageMessage'])].map(typeOf).find(Boolean);
  if (Array.isArray(usual)) {
    return Array.from({ length: below(4) }, () => (nested && depth > 0 ? instance(nested, depth - 1) : values()));
  }

  if (usual === null) {
    const likely = /key|sha256|secret/i.test(name) ? bytes(32) : /path|url/i.test(name) ? '/x' : /latitude|longitude|timestamp|length|count/i.test(name) ? below(100) : strings();
    return nested && depth > 0 && random() < 0.8 ? instance(nested, depth - 1) : random() < 0.7 ? likely : values();
  }

  return random() < 0.5 ? values() : typeof usual === 'string' ? strings() : usual instanceof Uint8Array ? bytes(one([0, 12, 32, 40])) : below(100);
}

/**
 * @param {string} name
 * @returns {any}
 */
function typeOf(name) {
  const capital = (name[0] ?? '').toUpperCase() + name.slice(1);
  const special = /** @type {Record<string, any>} */ ({
    ContextInfo: proto.ContextInfo, QuotedMessage: proto.Message, Message: proto.Message, EditedMessage: proto.Message.FutureProofMessage, Key: proto.MessageKey, ExternalAdReply: proto.ContextInfo.ExternalAdReplyInfo,
    MessageContextInfo: proto.MessageContextInfo, PollCreationMessage: proto.Message.PollCreationMessage, Vote: proto.Message.PollEncValue,
  });
  const known = /** @type {any} */ (proto.Message)[capital];
  return special[capital] ?? (capital.endsWith('Message') && known?.create ? known : /^(ephemeral|viewOnce|documentWithCaption|lottieSticker|associatedChild|groupStatus)/.test(name) ? proto.Message.FutureProofMessage : undefined);
}

/** @param {any} message */
function encoded(message) {
  try {
    return Buffer.concat([proto.Message.encode(message).finish(), Buffer.of(1)]);
  } catch {
    // A value of the wrong form cannot be sent.
    return undefined;
  }
}

/** @param {Buffer} plaintext */
function mutated(plaintext) {
  const changed = Buffer.from(plaintext);
  for (let index = 0; index < below(6) && changed.length > 0; index++) {
    changed[below(changed.length)] = below(256);
  }

  return changed.subarray(0, changed.length - (random() < 0.2 ? below(changed.length) : 0));
}

/** @param {any} event */
function check(event) {
  if (event === undefined) {
    return;
  }

  const written = JSON.stringify(event);
  assert.deepEqual(JSON.parse(written), event, 'an event is plain JSON');
  assert.ok(written.length < 4_000_000);
  for (const jid of [event.chat, event.sender, event.chatAlias, event.senderAlias, ...(event.mentions ?? []), event.quote?.sender]) {
    assert.ok(jid === undefined || /^\d+@(s\.whatsapp\.net|lid)$|^[\d-]+@g\.us$/.test(jid), String(jid));
  }

  for (const id of [event.id, event.target, event.quote?.id]) {
    assert.ok(id === undefined || /^[!-~]{1,128}$/.test(id), String(id));
  }
}

test(`whatever a message is made of, it is told in the form of the protocol, or not at all (seed ${seed})`, async () => {
  const kinds = new Map();
  for (let round = 0; round < 1_500 || (kinds.size <= 8 && round < 15_000); round++) {
    const plaintext = encoded(instance(proto.Message, 4));
    if (!plaintext) {
      continue;
    }

    const attrs = { id: one(['A', 'A', '', 'x y', 'y'.repeat(200)]), from: one(jids), participant: one([...jids, /** @type {any} */ (undefined)]), t: one(['1700000000', 'x', '-1']), notify: strings(), sender_pn: one(jids), recipient: one([undefined, ...jids]) };
    const stanza = /** @type {any} */ ({ tag: 'message', attrs: random() < 0.7 ? { ...attrs, id: 'A', from: jids[0], recipient: undefined } : attrs, content: [] });
    const entry = { kind: /** @type {const} */ ('message'), stanza, plaintext: random() < 0.5 ? mutated(plaintext) : plaintext, hash: 'h', me };
    const event = /** @type {any} */ (await project(entry, async () => [{ secret: bytes(32), writers: [one(jids)], options: ['x'], at: 0 }]));
    check(event);
    secretRecord(entry);
    kinds.set(event?.content?.kind ?? event?.kind, 1 + (kinds.get(event?.content?.kind ?? event?.kind) ?? 0));
  }

  assert.ok(kinds.size > 8, `many kinds were made: ${[...kinds.keys()].join(', ')}`);
});

test(`whatever other stanzas are made of, they are told in the form of the protocol, or not at all (seed ${seed})`, async () => {
  const tags = ['add', 'create', 'remove', 'subject', 'description', 'set', 'delete', 'group', 'participant', 'participants', 'user', 'list', 'item', 'body', 'x'];
  /** @type {(depth: number) => any} */
  const node = depth => ({
    tag: one(tags),
    attrs: Object.fromEntries(['id', 'from', 'participant', 'jid', 'phone_number', 'type', 't', 'key', 'subject', 'recipient'].flatMap(name => (random() < 0.6 ? [[name, one([...jids, 'w:gp2', 'picture', 'read', 'constructor', '1700000000'])]] : []))),
    content: depth > 0 && random() < 0.8 ? Array.from({ length: below(4) }, () => node(depth - 1)) : one([undefined, bytes(5), 'text']),
  });
  for (let round = 0; round < 1_500; round++) {
    const stanza = node(3);
    stanza.attrs.from ??= jids[below(3)];
    for (const entry of [...receiptEntries(stanza, me), ...notificationEntries({ ...stanza, attrs: { ...stanza.attrs, type: one(['w:gp2', 'picture']) } }, me)]) {
      check(await project(entry));
    }
  }
});

test(`no card, token or path does harm (seed ${seed})`, () => {
  for (let round = 0; round < 1_500; round++) {
    const card = readCard(one(['FN', 'TEL;waid=', 'N', 'ORG;', 'A.EMAIL', 'X;ENCODING=QUOTED-PRINTABLE']) + one([':', '', '=', '\n ']) + strings() + bytes(below(20)).toString('latin1'), values());
    assert.equal(typeof card.name, 'string');
    assert.ok(card.numbers.every(number => typeof number === 'string'));
    readToken(strings());
    readToken(Buffer.from(JSON.stringify({ type: values(), path: values(), key: values(), message: values(), inline: values() })).toString('base64url'));
    const url = urlOf('mmg.whatsapp.net', strings() + strings());
    assert.ok(url === undefined || (url.host === 'mmg.whatsapp.net' && url.protocol === 'https:'));
  }

  assert.deepEqual(readToken(writeToken({ type: 'image', path: '/x', key: Buffer.alloc(32) })), { type: 'image', path: '/x', key: Buffer.alloc(32) });
});
