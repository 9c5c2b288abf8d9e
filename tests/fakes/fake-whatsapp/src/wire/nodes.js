import { getBinaryNodeChild, getBinaryNodeChildren, S_WHATSAPP_NET } from 'baileys';

/** @typedef {import('baileys').BinaryNode} BinaryNode */

/**
 * @param {string} tag
 * @param {Record<string, string | undefined>} [attrs] undefined ones are left out
 * @param {BinaryNode['content']} [content]
 * @returns {BinaryNode}
 */
export function node(tag, attrs = {}, content) {
  /** @type {Record<string, string>} */
  const present = {};
  for (const [name, value] of Object.entries(attrs)) {
    if (value !== undefined) {
      present[name] = value;
    }
  }
  return content === undefined ? { tag, attrs: present } : { tag, attrs: present, content };
}

/**
 * @param {BinaryNode | undefined} parent
 * @param {...string} path tags from child to grandchild
 * @returns {BinaryNode | undefined}
 */
export function child(parent, ...path) {
  return path.reduce((/** @type {BinaryNode | undefined} */ at, tag) => getBinaryNodeChild(at, tag), parent);
}

/**
 * @param {BinaryNode | undefined} parent
 * @param {string} tag
 * @returns {BinaryNode[]}
 */
export function children(parent, tag) {
  return getBinaryNodeChildren(parent, tag);
}

/**
 * @param {BinaryNode | undefined} parent
 * @returns {BinaryNode | undefined}
 */
export function firstChild(parent) {
  return Array.isArray(parent?.content) ? parent.content[0] : undefined;
}

/**
 * @param {BinaryNode | undefined} holder
 * @returns {Buffer} empty when there is no content of that kind
 */
export function bytesOf(holder) {
  const content = holder?.content;
  if (typeof content === 'string') {
    return Buffer.from(content);
  }
  return content instanceof Uint8Array ? Buffer.from(content) : Buffer.alloc(0);
}

/** Now, in the seconds that stanzas carry. */
export function timestamp() {
  return Math.floor(Date.now() / 1000).toString();
}

let lastId = 0;

/** A stanza id of the server's own. */
export function serverId() {
  return `srv-${++lastId}`;
}

/**
 * @param {BinaryNode} iq
 * @param {BinaryNode[]} [content]
 */
export function result(iq, content = []) {
  return node('iq', { from: iq.attrs.to || S_WHATSAPP_NET, type: 'result', id: iq.attrs.id }, content);
}

/**
 * @param {BinaryNode} iq
 * @param {BinaryNode} error
 */
export function failed(iq, error) {
  return node('iq', { from: iq.attrs.to || S_WHATSAPP_NET, type: 'error', id: iq.attrs.id }, [error]);
}

/**
 * @param {number} code
 * @param {string} text
 */
export function error(code, text) {
  return node('error', { code: String(code), text });
}
