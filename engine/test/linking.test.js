import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { Linking } from '../src/session/linking.js';

const noCode = async () => assert.fail('a pairing code was asked for');

test('everybody who waits gets the first QR code, and whoever asks later the one that lives then', async () => {
  mock.timers.enable({ apis: ['Date'], now: 1_700_000_000_000 });
  const linking = new Linking({}, noCode);
  const waiting = [linking.wait(), linking.wait()];
  await linking.qr('first');
  const first = { kind: 'qr', payload: 'first', expiresAt: 1_700_000_060_000 };
  assert.deepEqual(await Promise.all([...waiting, linking.wait()]), [first, first, first]);

  mock.timers.setTime(1_700_000_060_000);
  await linking.qr('second');
  assert.deepEqual(await linking.wait(), { kind: 'qr', payload: 'second', expiresAt: 1_700_000_080_000 });
  mock.timers.reset();
});

test('a pairing code is asked for once, however many QR codes come', async () => {
  let asked = 0;
  const linking = new Linking({ phone: '5511900000001' }, async phone => `${phone}-${++asked}`);
  await linking.qr('first');
  await linking.qr('second');
  assert.deepEqual(await linking.wait(), { kind: 'pairingCode', code: '5511900000001-1' });
});

test('a pairing code that cannot be had is told to the caller', async () => {
  const linking = new Linking({ phone: '5511900000001' }, async () => {
    throw new Error('closed');
  });
  assert.equal(await linking.qr('first'), false);
});

test('the end of the codes is told to those who wait', async () => {
  const linking = new Linking({}, noCode);
  const waiting = linking.wait();
  linking.end('qr_timeout');
  assert.deepEqual(await waiting, { kind: 'failed', cause: 'qr_timeout' });
});

test('an attempt serves those who want the same', () => {
  const linking = new Linking({ phone: '5511900000001', historyDays: 3 }, noCode);
  assert.equal(linking.serves({ phone: '5511900000001' }), true);
  assert.equal(linking.serves({ phone: '5511900000001', historyDays: 9 }), false);
  assert.equal(linking.serves({ phone: '5511900000002' }), false);
  assert.equal(linking.serves({}), false);
});
