import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get } from 'node:http';
import { test } from 'node:test';
import { meaningOf, pauseBefore } from '../src/session/disconnects.js';
import { isAllowed } from '../src/session/addresses.js';
import { agentFor, isRefusal } from '../src/session/proxy.js';
import { resultOf, resultOfFailure } from '../src/session/results.js';

for (const [code, opened, cause, again, kept] of /** @type {[number | undefined, boolean, string | null, string, boolean][]} */ ([
  [515, true, null, 'now', false],
  [428, true, 'stream_error', 'later', false],
  [428, false, 'connect_failure', 'later', false],
  [408, true, 'keepalive_timeout', 'later', false],
  [408, false, 'connect_failure', 'later', false],
  [500, true, 'stream_error', 'later', false],
  [503, false, 'connect_failure', 'later', false],
  [undefined, false, 'connect_failure', 'later', false],
  [401, true, 'logged_out', 'never', true],
  [440, true, 'stream_replaced', 'never', true],
  [402, false, 'temp_banned', 'never', true],
  [403, false, 'temp_banned', 'never', true],
  [405, false, 'client_outdated', 'never', false],
])) {
  test(`a linked session that ends with ${code} ${opened ? 'after' : 'before'} it was open: ${cause}, again ${again}`, () => {
    const meaning = meaningOf(code, { linked: true, opened, codeShown: false });
    assert.deepEqual([meaning.cause, meaning.again, meaning.kept ?? false], [cause, again, kept]);
  });
}

for (const [code, codeShown, cause] of /** @type {[number | undefined, boolean, string][]} */ ([
  [408, true, 'qr_timeout'],
  [408, false, 'connect_failure'],
  [411, true, 'qr_scanned_no_multidevice'],
  [405, false, 'client_outdated'],
  [428, true, 'pair_error'],
  [401, true, 'pair_error'],
  [undefined, false, 'connect_failure'],
])) {
  test(`linking that ends with ${code} ${codeShown ? 'after' : 'before'} a code was shown: ${cause}, never again by itself`, () => {
    const meaning = meaningOf(code, { linked: false, opened: false, codeShown });
    assert.deepEqual([meaning.cause, meaning.again], [cause, 'never']);
  });
}

test('pauses double with jitter up to a minute', () => {
  assert.deepEqual([0, 1, 2, 9, 99].map(attempt => pauseBefore(attempt, 1)), [1000, 2000, 4000, 60000, 60000]);
  assert.equal(pauseBefore(0, 0), 500);
});

for (const [address, always, whenAllowed] of /** @type {[string, boolean, boolean][]} */ ([
  ['203.0.113.7', true, true],
  ['2001:db8::1', true, true],
  ['10.1.2.3', false, true],
  ['127.0.0.1', false, true],
  ['192.168.1.1', false, true],
  ['::1', false, true],
  ['fd12::1', false, true],
  ['::ffff:10.0.0.1', false, true],
  ['169.254.169.254', false, false],
  ['::ffff:169.254.169.254', false, false],
  ['::ffff:a9fe:a9fe', false, false],
  ['0:0:0:0:0:ffff:7f00:1', false, true],
  ['fe80::1', false, false],
  ['0.0.0.0', false, false],
  ['not an address', false, false],
])) {
  test(`a proxy at ${address} is ${whenAllowed ? (always ? 'allowed' : 'allowed with private networks') : 'refused'}`, () => {
    assert.deepEqual([isAllowed(address, false), isAllowed(address, true)], [always, whenAllowed]);
  });
}

for (const protocol of /** @type {const} */ (['http', 'https', 'socks5'])) {
  for (const [host, allowPrivateNetworks] of /** @type {[string, boolean][]} */ ([
    ['169.254.169.254', true],
    ['0xa9fea9fe', true],
    ['::ffff:169.254.169.254', true],
    ['127.1', false],
    ['2130706433', false],
    ['::1', false],
  ])) {
    test(`a ${protocol} proxy given as ${host} is refused before anything is connected`, () => {
      assert.throws(() => agentFor({ protocol, host, port: 80, username: null, password: null }, allowPrivateNetworks), isRefusal);
    });
  }

  test(`a ${protocol} proxy whose name leads to a refused address is refused when it is connected to`, async () => {
    const agent = agentFor({ protocol, host: 'localhost', port: 9, username: 'user', password: 'p@ss' }, false);
    const request = get('http://203.0.113.7/', { agent });
    const [error] = await once(request, 'error');
    assert.ok(isRefusal(error), String(error));
  });
}

test('the host of a proxy must be a name', () => {
  assert.throws(() => agentFor({ protocol: 'http', host: 'not a name', port: 80, username: null, password: null }, true), /not a name/);
});

test('a refused question is final, any other failure leaves the message uncertain', () => {
  assert.equal(resultOfFailure(Object.assign(new Error('forbidden'), { data: 403 })).kind, 'refused');
  assert.equal(resultOfFailure(Object.assign(new Error('rate-overlimit'), { data: 429 })).kind, 'uncertain');
  assert.equal(resultOfFailure(new Error('Connection Closed')).kind, 'uncertain');
  assert.equal(resultOfFailure(undefined).kind, 'uncertain');
});

test('an acknowledgement without error is done, one with an error is final unless the server is only busy', () => {
  assert.deepEqual(resultOf({ t: '1700000000' }), { kind: 'accepted', at: 1700000000000 });
  assert.equal(resultOf({ error: '463' }).kind, 'refused');
  assert.equal(resultOf({ error: '479' }).kind, 'refused');
  assert.equal(resultOf({ error: '503' }).kind, 'uncertain');
});
