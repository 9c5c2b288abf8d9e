import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { downloadContentFromMessage, downloadMediaMessage } from 'baileys';
import { cipherTypes, mediaIn, mediaKinds } from '../src/messages/media-message.js';
import { Stage } from './stage.js';

const stage = new Stage();

for (const kind of mediaKinds) {
  test(`a peer sends a medium: ${kind}`, async () => {
    const { number, client } = await stage.linked();
    const peer = await stage.newPeer();
    const content = Buffer.from('Hello, medium');
    const { id, media } = await stage.control.post(`/peers/${peer.number}/messages`, {
      to: number, media: { kind, mimeType: 'application/x-test', base64: content.toString('base64'), fileName: 'a.txt', caption: 'Look' }
    });
    const message = await client.until('the message', () => client.messages.find(({ key }) => key.id === id));
    assert.equal(message.message && mediaIn(message.message)?.kind, kind);
    assert.deepEqual(await downloadMediaMessage(message, 'buffer', {}), content);
    assert.equal(media.sha256, createHash('sha256').update(content).digest('base64'));
    assert.equal((await stage.control.get(`/media?path=${encodeURIComponent(media.path)}`)).downloads, 1);
  });
}

test('a medium to view once says so', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const { id } = await stage.control.post(`/peers/${peer.number}/messages`,
    { to: number, media: { kind: 'image', mimeType: 'image/jpeg', size: 10, viewOnce: true } });
  const message = await client.until('the message', () => client.messages.find(({ key }) => key.id === id));
  assert.equal(message.message?.viewOnceMessageV2?.message?.imageMessage?.viewOnce, true);
});

test('a large medium is streamed', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const size = 100 * 1024 * 1024;
  const { id, media } = await stage.control.post(`/peers/${peer.number}/messages`,
    { to: number, media: { kind: 'video', mimeType: 'video/mp4', size } });
  const message = await client.until('the message', () => client.messages.find(({ key }) => key.id === id));
  const hash = createHash('sha256');
  const stream = await downloadMediaMessage(message, 'stream', {});
  for await (const chunk of stream) {
    hash.update(chunk);
  }
  assert.equal(hash.digest('base64'), media.sha256);
});

test('a part of a file can be downloaded', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const { id } = await stage.control.post(`/peers/${peer.number}/messages`,
    { to: number, media: { kind: 'audio', mimeType: 'audio/mpeg', size: 5000 } });
  const message = await client.until('the message', () => client.messages.find(({ key }) => key.id === id));
  const url = message.message?.audioMessage?.url ?? '';
  const whole = await bytesOf(url);
  assert.deepEqual(await bytesOf(url, 'bytes=1000-1999'), whole.subarray(1000, 2000));
  assert.deepEqual(await bytesOf(url, 'bytes=1000-'), whole.subarray(1000));
  assert.equal((await fetch(url, { headers: { range: 'bytes=9000-' } })).status, 416);
});

test('what a linked device sends can be read by the peer', async () => {
  const { client } = await stage.linked();
  const peer = await stage.newPeer();
  const content = Buffer.from('%PDF-1.4 invoice');
  const sent = await client.socket.sendMessage(peer.jid,
    { document: content, mimetype: 'application/pdf', fileName: 'invoice.pdf', caption: 'Your invoice' });
  const [message] = await stage.control.until(`/peers/${peer.number}/messages`, all => all.length === 1);
  assert.equal(message.caption, 'Your invoice');
  assert.equal(message.media.kind, 'document');
  assert.equal(message.media.fileName, 'invoice.pdf');
  assert.equal(message.media.size, content.length);
  const medium = await stage.control.get(`/peers/${peer.number}/messages/${sent?.key.id}/media`);
  assert.deepEqual(medium, {
    size: content.length, sha256: createHash('sha256').update(content).digest('base64'), base64: content.toString('base64')
  });
});

test('an upload fails as told, and then not', async () => {
  const { client } = await stage.linked();
  const peer = await stage.newPeer();
  await stage.control.post('/media/faults', { on: 'upload', status: 500 });
  const send = () => client.socket.sendMessage(peer.jid, { document: Buffer.from('x'), mimetype: 'text/plain', fileName: 'x.txt' });
  await assert.rejects(send());
  await send();
});

test('an upload without the right to it, or of other bytes than announced, is refused', async () => {
  const { client } = await stage.linked();
  const { hosts: [{ hostname }], auth } = await client.socket.refreshMediaConn(true);
  const hash = createHash('sha256').update('right').digest('base64url');
  const upload = (/** @type {string} */ query, /** @type {string} */ body) =>
    fetch(`https://${hostname}/mms/image/${hash}?token=${hash}&auth=${query}`, { method: 'POST', body }).then(({ status }) => status);
  assert.equal(await upload('stranger', 'right'), 401);
  assert.equal(await upload(auth, 'wrong'), 400);
  assert.equal(await upload(auth, 'right'), 200);
});

test('downloads fail as told', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const { id, media: { path } } = await stage.control.post(`/peers/${peer.number}/messages`,
    { to: number, media: { kind: 'image', mimeType: 'image/jpeg', size: 5000 } });
  const message = await client.until('the message', () => client.messages.find(({ key }) => key.id === id));
  const download = () => downloadContentFromMessage(/** @type {any} */ (message.message?.imageMessage), cipherTypes.image)
    .then(stream => stream.toArray()).then(parts => Buffer.concat(parts).length);
  await stage.control.post('/media/faults', { path, status: 503 });
  await assert.rejects(download(), /Failed to fetch/);
  assert.equal(await download(), 5000);
  await stage.control.post('/media/forget', { path });
  await assert.rejects(download(), /Failed to fetch/);
  assert.equal((await stage.control.get(`/media?path=${encodeURIComponent(path)}`)).gone, true);
});

test('a phone uploads again what the host has lost, when it can', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  const { id, media: { path } } = await stage.control.post(`/peers/${peer.number}/messages`,
    { to: number, media: { kind: 'image', mimeType: 'image/jpeg', size: 500 } });
  const message = await client.until('the message', () => client.messages.find(({ key }) => key.id === id));
  await stage.control.post('/media/forget', { path });
  await stage.control.post(`/phones/${number}/reuploads`, { mode: 'refuse' });
  await assert.rejects(client.socket.updateMediaMessage(message), /re-upload/);
  await stage.control.post(`/phones/${number}/reuploads`, { mode: 'answer' });
  await client.socket.refreshMediaConn(true);
  const updated = await client.socket.updateMediaMessage(message);
  assert.equal((await downloadMediaMessage(updated, 'buffer', {})).length, 500);
  await stage.control.until(`/phones/${number}`, ({ devices: [device] }) => device.pendingOffline === 0);
});

test('nothing stays on the disk', async () => {
  const before = (await readdir(tmpdir())).filter(name => name.startsWith('fake-whatsapp-media-'));
  const { startServer } = await import('../src/server.js');
  const server = await startServer();
  const now = (await readdir(tmpdir())).filter(name => name.startsWith('fake-whatsapp-media-') && !before.includes(name));
  await server.close();
  assert.ok(now.length > 0);
  assert.ok(now.some(name => !existsSync(`${tmpdir()}/${name}`)));
});

/**
 * @param {string} url
 * @param {string} [range]
 */
async function bytesOf(url, range) {
  const response = await fetch(url, { headers: range ? { range } : {} });
  assert.equal(response.status, range ? 206 : 200);
  return Buffer.from(await response.arrayBuffer());
}
