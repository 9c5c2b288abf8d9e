import { randomInt } from 'node:crypto';
import { error, node, serverId, timestamp } from '../wire/nodes.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('../people/person.js').Person} Person */
/** @typedef {import('../groups/groups.js').Group} Group */
/** @typedef {{ id: string, directPath: string } | 'hidden'} Picture of a person or a group; hidden: only others may see it */

/**
 * @param {import('../world.js').World} world
 * @param {Buffer} content
 * @returns {Promise<Picture>}
 */
export async function newPicture({ media }, content) {
  return pictureOf(await media.put(content));
}

/**
 * @param {import('./media-store.js').StoredFile} stored
 * @returns {Picture}
 */
export function pictureOf({ directPath }) {
  return { id: String(randomInt(2 ** 47)), directPath };
}

/**
 * @param {import('../world.js').World} world
 * @param {string | undefined} target the JID of a person or a group
 * @param {BinaryNode | undefined} asked
 * @returns {BinaryNode}
 */
export function pictureNode(world, target, asked) {
  const picture = (world.groups.find(target) ?? world.people.find(target))?.picture;
  if (picture === 'hidden') {
    return error(401, 'not-authorized');
  }
  if (!picture) {
    return error(404, 'item-not-found');
  }
  const { id, directPath } = picture;
  if (asked?.attrs.id === id) {
    return node('picture', { id, status: '304' });
  }
  return node('picture', { id, type: asked?.attrs.type ?? 'preview', url: world.mediaUrl(directPath), direct_path: directPath });
}

/**
 * Tells linked devices of a new picture, or that there is none any more.
 * @param {Iterable<Person>} people whose devices are told
 * @param {string} jid whose picture it is
 * @param {Picture | undefined} picture
 * @param {string} author
 */
export function tellPicture(people, jid, picture, author) {
  const content = picture && picture !== 'hidden'
    ? node('set', { jid, id: picture.id, author })
    : node('delete', { jid, author });
  for (const { mailbox } of [...people].flatMap(({ companions }) => [...companions.values()])) {
    mailbox.post(node('notification', { from: jid, type: 'picture', id: serverId(), author, t: timestamp() }, [content]));
  }
}
