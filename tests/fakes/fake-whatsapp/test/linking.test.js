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
