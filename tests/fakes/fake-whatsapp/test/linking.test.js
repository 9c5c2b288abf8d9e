import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stage } from './stage.js';

const stage = new Stage();

test('a phone links a device by QR code, and the device logs in after the 515', async () => {
  const { number, client } = await stage.linked();
  const phone = await stage.control.get(`/phones/${number}`);
  assert.equal(client.auth.creds.me?.id, `${number}:1@s.whatsapp.net`);
  assert.equal(client.auth.creds.me?.lid, `${phone.lid}:1@lid`);
  assert.equal(phone.devices.length, 1);
  assert.equal(phone.devices[0].connected, true);
  assert.equal(phone.devices[0].logins, 1);
  assert.equal(phone.devices[0].preKeys, 811, 'the own phone took one for its history');
});

test('a code that no device shows is refused', async () => {
  const number = await stage.newPhone();
  const { client } = await stage.linked();
  const { status, body } = await stage.control.request('POST', `/phones/${number}/scan`, { qr: client.qr });
  assert.equal(status, 409);
  assert.equal(body.error, 'No device is waiting with that code.');
});

test('a QR code with a foreign secret does not link', async () => {
  const number = await stage.newPhone();
  const client = stage.newClient();
  client.connect();
  const qr = await client.until('a QR code', () => client.qr);
  const [ref, noiseKey, identityKey, , platform] = qr.split(',');
  const forged = [ref, noiseKey, identityKey, Buffer.alloc(32, 7).toString('base64'), platform].join(',');
  const { status } = await stage.control.request('POST', `/phones/${number}/scan`, { qr: forged });
  assert.equal(status, 409);
  assert.deepEqual((await stage.control.get(`/phones/${number}`)).devices, []);
});

test('a phone links a device by a typed code', async () => {
  const number = await stage.newPhone();
  const client = await waitingForCode(number);
  const code = await client.socket.requestPairingCode(number);
  await stage.control.until(`/phones/${number}/pairing`, ({ waiting }) => waiting);
  await stage.control.post(`/phones/${number}/enter-code`, { code: `${code.slice(0, 4)}-${code.slice(4)}` });
  await client.until('the login', () => client.open);
  assert.equal(client.auth.creds.me?.id, `${number}:1@s.whatsapp.net`);
});

test('a wrong code does not link', async () => {
  const number = await stage.newPhone();
  const client = await waitingForCode(number);
  await client.socket.requestPairingCode(number, 'ABCDEFGH');
  await stage.control.until(`/phones/${number}/pairing`, ({ waiting }) => waiting);
  const { status, body } = await stage.control.request('POST', `/phones/${number}/enter-code`, { code: 'ABCDEFG1' });
  assert.equal(status, 409);
  assert.equal(body.error, 'The code is wrong.');
  assert.deepEqual(await stage.control.get(`/phones/${number}/pairing`), { waiting: false });
  assert.deepEqual((await stage.control.get(`/phones/${number}`)).devices, []);
  await client.disconnect();
});

test('a phone links several devices, each with a number of its own', async () => {
  const { number, client: first } = await stage.linked();
  const second = stage.newClient();
  second.connect();
  await stage.control.post(`/phones/${number}/scan`, { qr: await second.until('a QR code', () => second.qr) });
  await second.until('the login', () => second.open);
  assert.equal(second.auth.creds.me?.id, `${number}:2@s.whatsapp.net`);
  const peer = await stage.newPeer();
  await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'To both' });
  await first.until('the message', () => first.texts.includes('To both'));
  await second.until('the message', () => second.texts.includes('To both'));
});

/** @param {string} number */
async function waitingForCode(number) {
  const client = stage.newClient();
  client.connect();
  await client.until('a QR code', () => client.qr);
  assert.deepEqual(await stage.control.get(`/phones/${number}/pairing`), { waiting: false });
  return client;
}
