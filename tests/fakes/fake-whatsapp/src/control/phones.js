import { S_WHATSAPP_NET } from 'baileys';
import { conflict } from '../connections/session.js';
import { PUSH_NAME, RECENT, sendHistory } from '../messages/history.js';
import { lidJid, phoneJid } from '../wire/jids.js';
import { node, serverId, timestamp } from '../wire/nodes.js';
import { addPerson, personOf } from './lookups.js';

/** @typedef {import('../world.js').World} World */
/** @typedef {import('../people/person.js').Person} Person */
/** @typedef {import('./fields.js').Fields} Fields */

/**
 * @param {World} world
 * @returns {[string, import('./router.js').Route][]}
 */
export function phoneRoutes(world) {
  return [
    ['POST /phones', fields => describe(addPerson(world, fields))],
    ['GET /phones/:', (fields, number) => describe(personOf(world, number))],
    ['POST /phones/:/connection', (fields, number) => disturb(personOf(world, number), fields)],
    ['POST /phones/:/acks', (fields, number) => personOf(world, number).acknowledgements.set(
      fields.choice('mode', ['normal', 'withhold', 'refuse', 'drop']),
      fields.count('code', 500),
      fields.count('next', Infinity))],
    ['POST /phones/:/reuploads', (fields, number) => {
      personOf(world, number).reupload = fields.choice('mode', ['answer', 'refuse', 'ignore']);
    }],
    ['POST /phones/:/lid-mapping', (fields, number) =>
      tellMapping(personOf(world, number), fields.digits('lid'), fields.digits('number'))],
    ['POST /phones/:/settings-key', (fields, number) => {
      const { addressBook, companions } = personOf(world, number);
      return Promise.all([...companions.values()].map(companion => addressBook.shareKey(companion, true)));
    }],
    ['GET /phones/:/settings', (fields, number) => personOf(world, number).settings],
    ['POST /phones/:/contacts', (fields, number) =>
      personOf(world, number).addressBook.save(personOf(world, fields.digits('number')), fields.text('name'))],
    ['POST /phones/:/history', (fields, number) => history(world, personOf(world, number), fields)]
  ];
}

/** @param {Person} person */
function describe(person) {
  return {
    number: person.number,
    lid: person.lid,
    devices: [...person.companions.values()].map(companion => ({
      id: companion.id,
      connected: !!companion.session,
      pendingOffline: companion.mailbox.pending,
      presence: companion.presence,
      logins: companion.logins,
      preKeys: companion.preKeyCount,
      chatStates: companion.chatStates
    }))
  };
}

/** @type {Record<string, (person: Person, sessions: import('../connections/session.js').Session[]) => void>} */
const disturbances = {
  drop: (person, sessions) => sessions.forEach(session => session.drop()),
  restart: (person, sessions) => sessions.forEach(session => session.end(node('stream:error', { code: '515' }))),
  replaced: (person, sessions) => sessions.forEach(session => session.end(conflict('replaced'))),
  logout(person, sessions) {
    person.companions.clear();
    sessions.forEach(session => session.end(conflict('device_removed')));
  },
  banned(person, sessions) {
    sessions.forEach(session => session.end(node('failure', { reason: '403', t: timestamp() })));
    person.reception = 'banned';
  },
  outdated(person) {
    person.reception = 'outdated';
  },
  refuse(person, sessions) {
    person.reception = 'refuse';
    sessions.forEach(session => session.drop());
  },
  stall(person, sessions) {
    person.reception = 'stall';
    sessions.forEach(session => session.pause());
  },
  allow(person, sessions) {
    person.reception = 'normal';
    sessions.forEach(session => session.resume());
  }
};

/**
 * @param {Person} person
 * @param {Fields} fields
 */
function disturb(person, fields) {
  const action = fields.choice('action', Object.keys(disturbances));
  const sessions = [...person.companions.values()].map(({ session }) => session).filter(session => session !== undefined);
  disturbances[action](person, sessions);
}

/**
 * Tells the linked devices which number a LID belongs to, as the server does when an account's profiles are linked.
 * @param {Person} person
 * @param {string} lid
 * @param {string} number
 */
function tellMapping(person, lid, number) {
  const content = Buffer.from(JSON.stringify({
    data: { xwa2_notify_linked_profiles: { jid: lidJid(lid), added_profiles: [{ pn: phoneJid(number) }] } }
  }));
  for (const { mailbox } of person.companions.values()) {
    mailbox.post(node('notification', { from: S_WHATSAPP_NET, type: 'mex', id: serverId(), t: timestamp() },
      [node('update', { op_name: 'NotificationLinkedProfilesUpdates' }, content)]));
  }
}

/**
 * @param {World} world
 * @param {Person} person
 * @param {Fields} fields
 */
async function history(world, person, fields) {
  const conversations = fields.objects('chats').map(chat => {
    const peer = personOf(world, chat.digits('number'));
    const id = peer.jid('pn');
    return {
      id,
      lidJid: peer.lid ? peer.jid('lid') : undefined,
      displayName: chat.optionalText('savedName') ?? peer.name,
      messages: chat.objects('messages').map(message => ({
        message: {
          key: { remoteJid: id, fromMe: message.flag('fromMe'), id: message.text('id') },
          messageTimestamp: Math.floor(Date.parse(message.text('at')) / 1000),
          message: { conversation: message.text('text') }
        }
      }))
    };
  });
  const pushnames = fields.has('pushNames')
    ? fields.objects('pushNames').map(one => ({ id: personOf(world, one.digits('number')).jid('pn'), pushname: one.text('name') }))
    : [];
  for (const companion of person.companions.values()) {
    if (conversations.length > 0) {
      await sendHistory(companion, RECENT, { conversations });
    }
    if (pushnames.length > 0) {
      await sendHistory(companion, PUSH_NAME, { pushnames });
    }
  }
}
