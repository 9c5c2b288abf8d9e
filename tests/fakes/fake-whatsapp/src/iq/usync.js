import { verifiedNameNode } from '../people/verified-name.js';
import { phoneJid } from '../wire/jids.js';
import { bytesOf, child, children, node, timestamp } from '../wire/nodes.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('../people/person.js').Person} Person */

/**
 * What is asked about each user: a node, or nothing where the user has nothing of that kind.
 * @type {Record<string, (person: Person | undefined, user: BinaryNode, jid: string) => BinaryNode | undefined>}
 */
const protocols = {
  devices: person => person && devices(person),
  lid: (person, user, jid) => person?.lid && !jid.endsWith('@lid') ? node('lid', { val: person.jid('lid') }) : undefined,
  contact: (person, user) => node('contact', { type: person ? 'in' : 'out' }, bytesOf(child(user, 'contact'))),
  status: person => person && node('status', { t: timestamp() }, Buffer.from(person.about)),
  picture: person => person?.picture && person.picture !== 'hidden' ? node('picture', { id: person.picture.id }) : undefined,
  business: person => person?.businessName ? node('business', {}, [verifiedNameNode(person)].flatMap(part => part ?? [])) : undefined,
  disappearing_mode: person => person && node('disappearing_mode', { duration: '0', t: '0' })
};

/** @type {import('./answer.js').IqHandler} */
export function answerUsync({ world }, iq) {
  const usync = child(iq, 'usync');
  const query = child(usync, 'query')?.content;
  const asked = Array.isArray(query) ? query.map(({ tag }) => tag) : [];
  const users = children(child(usync, 'list'), 'user').map(user => {
    const number = bytesOf(child(user, 'contact')).toString().replace('+', '');
    const person = user.attrs.jid ? world.people.find(user.attrs.jid) : world.people.byVariant(number);
    const jid = user.attrs.jid || (person?.jid('pn') ?? phoneJid(number));
    const found = asked.map(tag => protocols[tag]?.(person, user, jid)).filter(part => part !== undefined);
    return node('user', { jid }, found);
  });
  const { context, mode, sid } = usync?.attrs ?? {};
  return [node('usync', { context, mode, sid, index: '0', last: 'true' }, [
    node('result', {}, asked.map(tag => node(tag))),
    node('list', {}, users)
  ])];
}

/** @param {Person} person */
function devices({ companions }) {
  return node('devices', {}, [
    node('device-list', {}, [
      node('device', { id: '0' }),
      ...[...companions.keys()].map(id => node('device', { id: String(id), 'key-index': String(id) }))
    ]),
    node('key-index-list', { ts: timestamp() })
  ]);
}
