import { node, timestamp } from '../wire/nodes.js';
import { Registration } from './registration.js';
import { Session } from './session.js';

/** @typedef {import('./connection.js').Connection} Connection */
/** @typedef {import('baileys').proto.ClientPayload} ClientPayload */

const FAILURES = { banned: '403', outdated: '405' };
const LOGGED_OUT = '401';

/** @type {import('./connection.js').Role} */
const silence = { receive() {}, closed() {} };

/**
 * Decides what becomes of a client after the handshake: a device to be linked, a login, or nothing.
 * @param {import('../world.js').World} world
 * @param {Connection} connection
 * @param {ClientPayload} payload
 * @param {Buffer} clientKey
 * @returns {import('./connection.js').Role | undefined}
 */
export function admit(world, connection, payload, clientKey) {
  if (payload.devicePairingData) {
    const registration = new Registration(connection, payload.devicePairingData, clientKey, world.waiting);
    registration.begin();
    return registration;
  }
  const person = world.people.byNumber(String(payload.username ?? ''));
  const companion = person?.companions.get(payload.device ?? 0);
  if (person?.reception === 'refuse') {
    connection.drop();
    return undefined;
  }
  if (person?.reception === 'stall') {
    return silence;
  }
  if (person?.reception === 'banned' || person?.reception === 'outdated') {
    return fail(connection, FAILURES[person.reception]);
  }
  if (!companion || !clientKey.equals(companion.noiseKey)) {
    return fail(connection, LOGGED_OUT);
  }
  const session = new Session(world, companion, connection);
  session.begin();
  return session;
}

/**
 * @param {Connection} connection
 * @param {string} reason
 * @returns {undefined}
 */
function fail(connection, reason) {
  connection.send(node('failure', { reason, location: 'fake', t: timestamp() }));
  connection.close();
}
