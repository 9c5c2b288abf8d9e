// The key spaces of a session's database. Numbers are padded so that they sort.

/** @param {number} position */
export const journalKey = position => `journal:${String(position).padStart(16, '0')}`;

/** @param {string} key */
export const positionOf = key => Number(key.slice('journal:'.length));

/** @param {string} hash */
export const seenKey = hash => `seen:${hash}`;

/** @param {string} id */
export const sentKey = id => `sent:${id}`;

/**
 * @param {string} type
 * @param {string} id
 */
export const signalKey = (type, id) => `signal:${type}:${id}`;

/**
 * @param {string} id of a message
 * @param {string} writer
 */
export const secretKey = (id, writer) => `secret:${id}:${writer}`;

/** @param {string} id */
export const callKey = id => `call:${id}`;

/** @param {string} id */
export const labelKey = id => `label:${id}`;

/**
 * @param {string} label
 * @param {string} chat
 */
export const labelledKey = (label, chat) => `labelled:${label}:${chat}`;

export const credsKey = 'creds';
export const acknowledgedKey = 'acknowledged';
export const haltKey = 'halt';
export const historyKey = 'history';
export const lastPositionKey = 'last-position';

/**
 * All keys that begin with a prefix.
 *
 * @param {string} prefix
 */
export const under = prefix => ({ gte: prefix, lt: prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1) });
