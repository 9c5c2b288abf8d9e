import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { LabelAssociationType } from 'baileys/lib/Types/LabelAssociation.js';
import { Journal } from '../src/journal/journal.js';
import { project } from '../src/journal/projection.js';
import { Labels } from '../src/session/labels.js';
import { Log } from '../src/log.js';
import { SessionStore } from '../src/store/session-store.js';
import { folder } from './support.js';

const customer = '5511900000002@s.whatsapp.net';

test('labels and which chats have them are told when they change, and not when WhatsApp repeats itself', async context => {
  const store = await SessionStore.open(await folder(context));
  context.after(() => store.close());
  const journal = await Journal.open(store);
  let written = 0;
  const labels = new Labels(store, journal, () => written++, new Log(() => undefined));
  const ev = new EventEmitter();
  labels.listenOn(/** @type {any} */ ({ ev }));
  const edit = (/** @type {object} */ change) => ev.emit('labels.edit', { id: '7', name: 'VIP', color: 3, deleted: false, predefinedId: undefined, ...change });
  const associate = (/** @type {string} */ type, /** @type {object} */ association) =>
    ev.emit('labels.association', { type, association: { type: LabelAssociationType.Chat, chatId: customer, labelId: '7', ...association } });

  edit({});
  edit({});
  associate('add', {});
  associate('add', {});
  associate('add', { type: LabelAssociationType.Message, messageId: 'A' });
  associate('add', { chatId: 'nonsense' });
  edit({ name: 'Best' });
  associate('remove', {});
  associate('remove', {});
  associate('add', { labelId: '9' });
  edit({ name: 'Best', deleted: true });
  edit({ name: 'Best', deleted: true });
  await labels.keep({ id: '7', name: 'Again', color: 1, isPredefined: false, deleted: false });
  edit({ name: 'Again', color: 1 });
  await labels.assign(customer, '7', true);
  associate('add', {});
  await labels.assign(customer, '7', true);

  const events = /** @type {any[]} */ (await Promise.all((await journal.read(0, 100)).map(({ entry }) => project(entry))));
  assert.ok(events.every(({ kind, sentAt }) => kind === 'label' && Math.abs(sentAt - Date.now()) < 60_000));
  assert.deepEqual(events.map(({ change, label, name, color, chat }) => [change, label, name, color, chat]), [
    ['created', '7', 'VIP', 3, undefined],
    ['assigned', '7', 'VIP', 3, customer],
    ['changed', '7', 'Best', 3, undefined],
    ['removed', '7', 'Best', 3, customer],
    ['assigned', '9', undefined, undefined, customer],
    ['deleted', '7', 'Best', 3, undefined],
    ['created', '7', 'Again', 1, undefined],
    ['assigned', '7', 'Again', 1, customer],
  ]);
  assert.equal(written, events.length);
});
