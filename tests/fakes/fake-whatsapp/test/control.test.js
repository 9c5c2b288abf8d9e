import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { Stage } from './stage.js';

const stage = new Stage();

/** @type {[string, string, unknown, number][]} */
const nonsense = [
  ['POST', '/phones', { number: 'abc' }, 400],
  ['POST', '/phones', { number: 5511900000001 }, 400],
  ['POST', '/phones', [], 400],
  ['GET', '/phones/5511999999999', undefined, 404],
  ['GET', '/phones/abc', undefined, 400],
  ['GET', '/nowhere', undefined, 404],
  ['GET', '/phones/%ff', undefined, 400],
  ['GET', '/receipts?number=x', undefined, 400],
  ['POST', '/groups', { subject: 'Nobody', owner: '5511999999999', participants: [] }, 404]
];
for (const [method, path, body, status] of nonsense) {
  test(`${method} ${path} ${JSON.stringify(body)} is answered with ${status}`, async () => {
    const answer = await stage.control.request(method, path, body);
    assert.equal(answer.status, status);
    assert.equal(typeof answer.body.error, 'string');
  });
}

test('a phone is told apart from nonsense about it', async () => {
  const number = await stage.newPhone();
  for (const [path, body] of /** @type {[string, object][]} */ ([
    ['scan', { qr: 'https://example.com' }], ['connection', { action: 'explode' }], ['acks', { mode: 'maybe' }],
    ['acks', { mode: 'refuse', next: -1 }], ['own-messages', { text: 'To whom?' }], ['history', { chats: [1] }]
  ])) {
    const { status } = await stage.control.request('POST', `/phones/${number}/${path}`, body);
    assert.equal(status, 400, path);
  }
  assert.equal((await stage.control.request('POST', '/phones', { number })).status, 409);
});

test('receipts can be forgotten', async () => {
  const { number } = await stage.linked();
  assert.notDeepEqual(await stage.control.get(`/receipts?number=${number}`), []);
  await stage.control.request('DELETE', '/receipts');
  assert.deepEqual(await stage.control.get('/receipts'), []);
});

test('nonsense on the wire ends that connection and nothing else', async () => {
  const { hostname, port } = new URL(stage.server.url);
  const plain = createConnection(Number(port), hostname);
  plain.resume().end('hello\r\n\r\n');
  await once(plain, 'close');
  for (const bytes of [Buffer.from('nonsense'), Buffer.from([87, 65, 6, 3, 0, 0, 2, 255, 255])]) {
    const socket = new WebSocket(stage.server.url);
    await once(socket, 'open');
    socket.send(bytes);
    await once(socket, 'close');
  }
  assert.equal((await stage.control.get('/state')).people >= 0, true);
});

test('the process says where it is in one line and ends with its standard input', async () => {
  const child = spawn(process.execPath, [new URL('../src/main.js', import.meta.url).pathname], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  const { url, control, noiseRoot } = JSON.parse(line);
  assert.match(url, /^ws:\/\/127\.0\.0\.1:\d+\/ws\/chat$/);
  assert.match(control, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.match(noiseRoot, /^[0-9a-f]{64}$/);
  child.stdin.end();
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
});
