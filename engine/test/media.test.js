import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readToken, writeToken } from '../src/media/token.js';
import { FakeWhatsApp } from './fake.js';
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
const megabyte = 1024 * 1024;
const sha256 = (/** @type {Uint8Array} */ bytes) => createHash('sha256').update(bytes).digest('base64');

/**
 * A linked phone, somebody who writes to it, and a folder for files.
 *
 * @param {import('node:test').TestContext} context
 */
async function shop(context) {
  const { gateway, number } = await link(fake, context);
  const peer = await fake.newPeer();
  const files = join(await folder(context), 'files');
  await mkdir(files);
  return {
    gateway,
    number,
    peer,
    files,
    /** @param {object} media */
    async receive(media) {
      const { media: sent, id } = await fake.ask(`/peers/${peer.number}/messages`, { to: number, media });
      const event = await gateway.until('the medium', () => gateway.messages('shop').find(message => message.id === id));
      return { sent, content: event.content };
    },
    /**
     * @param {object} file
     * @param {number} [maxBytes]
     */
    download: (file, maxBytes = megabyte, path = join(files, String(++ids))) => gateway.ask('session/download', { session: 'shop', file, path, maxBytes }).then(result => ({ result, path })),
    /** @param {object} content */
    async send(content, id = `3EB0${String(++ids).padStart(18, '0')}`) {
      return { id, result: await gateway.ask('session/send', { session: 'shop', message: { id, chat: peer.jid, content: { kind: 'media', ...content } } }) };
    },
  };
}

test('each kind of medium comes, and is fetched as it was sent', async context => {
  const { receive, download, files } = await shop(context);
  const bytes = randomBytes(70_000);
  for (const [kind, mimeType] of [['image', 'image/jpeg'], ['video', 'video/mp4'], ['gif', 'video/mp4'], ['videoNote', 'video/mp4'], ['audio', 'audio/mp4'], ['voice', 'audio/ogg; codecs=opus'], ['document', 'application/pdf'], ['sticker', 'image/webp']]) {
    const { content } = await receive({ kind, mimeType, base64: bytes.toString('base64'), fileName: 'bill.pdf' });
    assert.deepEqual([content.media, content.file.mimeType, content.file.size], [kind, mimeType, bytes.length]);
    const { result, path } = await download(content.file);
    assert.deepEqual(result, { kind: 'saved', size: bytes.length });
    assert.deepEqual(await readFile(path), bytes);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
  }

  assert.equal((await readdir(files)).length, 8);
});

test('a file that is too large is left, whatever its message says of its size', async context => {
  const { receive, download, files } = await shop(context);
  const { content } = await receive({ kind: 'image', mimeType: 'image/jpeg', size: 200_000 });
  assert.deepEqual((await download(content.file, 100_000)).result, { kind: 'tooLarge', size: 200_000 });
  assert.deepEqual((await download({ ...content.file, size: undefined }, 100_000)).result, { kind: 'tooLarge' });
  assert.deepEqual((await download({ ...content.file, size: 1 }, 199_999)).result, { kind: 'tooLarge' });
  assert.deepEqual(await readdir(files), []);
});

test('what WhatsApp no longer has is uploaded again by the phone, or gone', async context => {
  const { number, receive, download } = await shop(context);
  const { content, sent } = await receive({ kind: 'document', mimeType: 'application/pdf', size: 50_000 });
  await fake.ask('/media/forget', { path: sent.path });
  const { result, path } = await download(content.file);
  assert.deepEqual(result, { kind: 'saved', size: 50_000 });
  assert.equal(sha256(await readFile(path)), sent.sha256);

  await fake.ask(`/phones/${number}/reuploads`, { mode: 'refuse' });
  assert.equal((await download(content.file)).result.kind, 'gone');
});

test('a download that is cut off or refused can be repeated, and leaves nothing', async context => {
  const { receive, download, files } = await shop(context);
  const { content, sent } = await receive({ kind: 'video', mimeType: 'video/mp4', size: 500_000 });
  await fake.ask('/media/faults', { path: sent.path, status: null, count: 2 });
  assert.equal((await download(content.file)).result.kind, 'failed');
  await fake.ask('/media/faults', { path: sent.path, status: 503, count: 2 });
  assert.equal((await download(content.file)).result.kind, 'failed');
  assert.deepEqual(await readdir(files), []);
});

test('a file with the wrong key or hash is not taken for the one that was sent', async context => {
  const { receive, download, files } = await shop(context);
  const { content } = await receive({ kind: 'image', mimeType: 'image/jpeg', size: 5_000 });
  const place = /** @type {import('../src/media/token.js').Place} */ (readToken(content.file.token));
  for (const wrong of [{ key: randomBytes(32) }, { hash: randomBytes(32) }, { encryptedHash: randomBytes(32) }]) {
    assert.equal((await download({ token: writeToken({ ...place, ...wrong }) })).result.kind, 'gone');
  }

  assert.equal((await download({ token: 'nonsense' })).result.kind, 'gone');
  assert.deepEqual(await readdir(files), []);
});

test('a sender cannot make this server fetch from elsewhere', async context => {
  const { receive, download, number } = await shop(context);
  const { content } = await receive({ kind: 'image', mimeType: 'image/jpeg', size: 5_000 });
  const place = /** @type {import('../src/media/token.js').Place} */ (readToken(content.file.token));
  const { control } = fake;
  await fake.ask(`/phones/${number}/reuploads`, { mode: 'refuse' });
  for (const wrong of [{ path: '@127.0.0.1:9/x' }, { path: `//${new URL(control).host}/media` }, { path: '/a\\b' }, { path: '/a b' }]) {
    assert.notEqual((await download({ token: writeToken({ ...place, ...wrong }) })).result.kind, 'saved');
  }

  // The host of the sender is no host of WhatsApp: the file is asked for where WhatsApp keeps files.
  assert.equal((await download({ token: writeToken({ ...place, host: new URL(control).host }) })).result.kind, 'saved');
});

test('a small picture inside of a token is written as it is', async context => {
  const { download } = await shop(context);
  const { result, path } = await download({ token: writeToken({ inline: Buffer.from('picture') }) });
  assert.deepEqual(result, { kind: 'saved', size: 7 });
  assert.equal(await readFile(path, 'utf8'), 'picture');
});

test('each kind of medium is sent so that the other side can read it', async context => {
  const { send, files, peer } = await shop(context);
  const bytes = randomBytes(80_000);
  const path = join(files, 'file');
  const waveform = randomBytes(64).toString('base64');
  await writeFile(path, bytes);
  for (const [media, mimeType, kind = media] of [['image', 'image/jpeg'], ['video', 'video/mp4'], ['gif', 'video/mp4'], ['videoNote', 'video/mp4'], ['audio', 'audio/mp4'], ['voice', 'audio/ogg'], ['document', 'application/pdf'], ['sticker', 'image/webp']]) {
    const { id, result } = await send({ media, mimeType, path, fileName: 'bill.pdf', caption: 'see', seconds: 4, waveform, isAnimated: true });
    assert.equal(result.kind, 'accepted', `${media}: ${JSON.stringify(result)}`);
    const messages = await fake.until(`/peers/${peer.number}/messages`, all => all.some((/** @type {any} */ one) => one.id === id));
    const message = messages.find((/** @type {any} */ one) => one.id === id);
    assert.equal(message.media.kind, kind);
    assert.equal(message.media.waveform, media === 'voice' ? waveform : undefined);
    assert.equal(message.media.animated, media === 'sticker' ? true : undefined);
    assert.equal(message.media.size, bytes.length);
    assert.equal((await fake.ask(`/peers/${peer.number}/messages/${id}/media`)).sha256, sha256(bytes));
  }

  assert.deepEqual(await readdir(files), ['file']);
});

test('a medium that is sent again under its id is not uploaded again', async context => {
  const { send, files, peer, number } = await shop(context);
  const path = join(files, 'file');
  await writeFile(path, 'one');
  await fake.ask(`/phones/${number}/acks`, { mode: 'refuse', code: 503, next: 1 });
  const { id, result } = await send({ media: 'document', mimeType: 'text/plain', path, fileName: 'a.txt' });
  assert.equal(result.kind, 'uncertain');
  await writeFile(path, 'two');
  assert.equal((await send({ media: 'document', mimeType: 'text/plain', path, fileName: 'a.txt' }, id)).result.kind, 'accepted');
  const [message] = await fake.until(`/peers/${peer.number}/messages`, all => all.length > 0);
  assert.equal((await fake.ask(`/peers/${peer.number}/messages/${message.id}/media`)).sha256, sha256(Buffer.from('one')));
});

test('an upload that fails leaves the message unsent, to be tried again; a file that is not there is refused', async context => {
  const { send, files } = await shop(context);
  const path = join(files, 'file');
  await writeFile(path, 'one');
  await fake.ask('/media/faults', { on: 'upload', status: 500 });
  const { id, result } = await send({ media: 'image', mimeType: 'image/jpeg', path });
  assert.equal(result.kind, 'uncertain');
  assert.equal((await send({ media: 'image', mimeType: 'image/jpeg', path }, id)).result.kind, 'accepted');
  assert.equal((await send({ media: 'image', mimeType: 'image/jpeg', path: join(files, 'none') })).result.kind, 'refused');
});

test('a large film passes in little memory, in both directions', async context => {
  const { gateway, receive, download, send, peer } = await shop(context);
  const { content } = await receive({ kind: 'video', mimeType: 'video/mp4', size: 60 * megabyte });
  const { rss: before } = await gateway.ask('engine/ping');
  const { result, path } = await download(content.file, 100 * megabyte);
  assert.equal(result.kind, 'saved');
  const { id, result: sent } = await send({ media: 'video', mimeType: 'video/mp4', path });
  assert.equal(sent.kind, 'accepted');
  const { rss: afterwards } = await gateway.ask('engine/ping');
  context.diagnostic(`${Math.round((afterwards - before) / megabyte)} MiB more`);
  const [message] = await fake.until(`/peers/${peer.number}/messages`, all => all.length > 0);
  assert.deepEqual([message.id, message.media.size], [id, 60 * megabyte]);
});
