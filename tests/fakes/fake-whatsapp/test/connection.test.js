import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DisconnectReason } from 'baileys';
import { Stage } from './stage.js';

const stage = new Stage();

/** @type {[string, number][]} */
const endings = [
  ['drop', DisconnectReason.connectionClosed],
  ['replaced', DisconnectReason.connectionReplaced],
  ['logout', DisconnectReason.loggedOut],
  ['banned', DisconnectReason.forbidden],
  ['refuse', DisconnectReason.connectionClosed]
];

for (const [action, reason] of endings) {
  test(`"${action}" ends the connection with ${reason}`, async () => {
    const { number, client } = await stage.linked();
    await stage.control.post(`/phones/${number}/connection`, { action });
    await client.until('the end', () => client.closedWith !== undefined);
    assert.equal(client.closedWith, reason);
  });
}

test('"restart" asks the client to come back, and it may', async () => {
  const { number, client } = await stage.linked();
  await stage.control.post(`/phones/${number}/connection`, { action: 'restart' });
  await stage.control.until(`/phones/${number}`, ({ devices: [device] }) => device.logins === 2 && device.connected);
  await client.until('the login', () => client.open);
});

test('a login from elsewhere replaces the connection', async () => {
  const { number, client } = await stage.linked();
  const elsewhere = stage.newClient();
  elsewhere.auth = client.auth;
  elsewhere.connect();
  await client.until('the end', () => client.closedWith !== undefined);
  assert.equal(client.closedWith, DisconnectReason.connectionReplaced);
  await elsewhere.until('the login', () => elsewhere.open);
  assert.equal((await stage.control.get(`/phones/${number}`)).devices[0].connected, true);
});

test('after "logout" the device is refused with 401', async () => {
  const { number, client } = await stage.linked();
  await stage.control.post(`/phones/${number}/connection`, { action: 'logout' });
  await client.until('the end', () => client.closedWith !== undefined);
  client.connect();
  await client.until('the refusal', () => client.closedWith !== undefined);
  assert.equal(client.closedWith, DisconnectReason.loggedOut);
});

/** @type {[string, number][]} */
const refusals = [['banned', 403], ['outdated', 405], ['refuse', DisconnectReason.connectionClosed]];
for (const [action, reason] of refusals) {
  test(`"${action}" refuses logins with ${reason} until "allow"`, async () => {
    const { number, client } = await stage.linked();
    await client.disconnect();
    await stage.control.post(`/phones/${number}/connection`, { action });
    client.connect();
    await client.until('the refusal', () => client.closedWith !== undefined);
    assert.equal(client.closedWith, reason);
    await stage.control.post(`/phones/${number}/connection`, { action: 'allow' });
    client.connect();
    await client.until('the login', () => client.open);
  });
}

test('"stall" leaves the client without any answer, and "allow" delivers what came meanwhile', async () => {
  const { number, client } = await stage.linked({ keepAliveIntervalMs: 60_000 });
  const peer = await stage.newPeer();
  await stage.control.post(`/phones/${number}/connection`, { action: 'stall' });
  await assert.rejects(client.socket.query({ tag: 'iq', attrs: { to: '@s.whatsapp.net', type: 'get', xmlns: 'w:p' } }, 200));
  await stage.control.post(`/peers/${peer.number}/messages`, { to: number, text: 'Are you there?' });
  assert.equal((await stage.control.get(`/phones/${number}`)).devices[0].pendingOffline, 1);
  assert.deepEqual(client.texts, []);
  await stage.control.post(`/phones/${number}/connection`, { action: 'allow' });
  await client.until('the message', () => client.texts.includes('Are you there?'));
});

test('a device that logs itself out is no longer linked', async () => {
  const { number, client } = await stage.linked();
  await client.socket.logout();
  await stage.control.until(`/phones/${number}`, ({ devices }) => devices.length === 0);
  client.open = false;
});

test('presence and typing are noticed', async () => {
  const { number, client } = await stage.linked();
  const peer = await stage.newPeer();
  await stage.control.until(`/phones/${number}`, ({ devices: [device] }) => device.presence === 'available');
  await client.socket.sendPresenceUpdate('unavailable');
  await client.socket.sendPresenceUpdate('composing', peer.jid);
  const { devices: [device] } = await stage.control.until(`/phones/${number}`, answer => answer.devices[0].chatStates.length > 0);
  assert.equal(device.presence, 'unavailable');
  assert.equal(device.chatStates[0].to, peer.jid);
  assert.equal(device.chatStates[0].state, 'composing');
});
