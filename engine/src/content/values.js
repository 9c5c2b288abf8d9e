import { jidNormalizedUser, toNumber } from 'baileys';

// What a message says of itself was written by its sender: each value is taken only in the form and up to the size that the protocol knows.

const longestText = 65_536;

/** @type {Record<string, RegExp>} */
const users = { 's.whatsapp.net': /^\d{5,15}$/, lid: /^\d{1,64}$/, 'g.us': /^[\d-]{1,64}$/ };

/**
 * A text with something in it.
 *
 * @param {unknown} value
 * @param {number} [longest] characters; the rest is cut off
 * @returns {string | undefined}
 */
export function text(value, longest = longestText) {
  if (typeof value !== 'string' || value.trim() === '') {
    return undefined;
  }

  // Never half of a character.
  return value.length > longest ? value.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '') : value;
}

/**
 * A line with something in it.
 *
 * @param {unknown} value
 * @returns {string | undefined} at most 1024 characters
 */
export const line = value => text(value, 1024)?.replaceAll(/\s+/g, ' ').trim();

/**
 * A whole number.
 *
 * @param {unknown} value number, Long or text
 * @param {number} [most]
 * @returns {number | undefined} above zero
 */
export function count(value, most = 2_147_483_647) {
  const number = numberOf(value);
  return number !== undefined && number > 0 && number <= most ? Math.floor(number) : undefined;
}

/**
 * An amount of money that WhatsApp tells in thousandths.
 *
 * @param {unknown} value
 */
export function thousandths(value) {
  const number = numberOf(value);
  return number !== undefined && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number / 1000 : undefined;
}

/**
 * A time in seconds as one in milliseconds.
 *
 * @param {unknown} value
 * @returns {number | undefined} undefined for what no calendar knows
 */
export function time(value) {
  const seconds = numberOf(value);
  return seconds !== undefined && seconds > 0 && seconds < 253_402_300_800 ? Math.floor(seconds * 1000) : undefined;
}

/**
 * The id of a message.
 *
 * @param {unknown} value
 * @returns {string | undefined}
 */
export const id = value => (typeof value === 'string' && /^[!-~]{1,128}$/.test(value) ? value : undefined);

/**
 * The address of a person or group, without device.
 *
 * @param {unknown} value
 * @returns {string | undefined}
 */
export function address(value) {
  if (typeof value !== 'string' || value.length > 128) {
    return undefined;
  }

  const [user, server = ''] = jidNormalizedUser(value.replace(/@hosted$/, '@s.whatsapp.net').replace(/@hosted\.lid$/, '@lid')).split('@');
  return users[server]?.test(user ?? '') ? `${user}@${server}` : undefined;
}

/**
 * Bytes of which there are as many as asked for.
 *
 * @param {unknown} value
 * @param {number} length
 * @returns {Buffer | undefined}
 */
export const bytes = (value, length) => (value instanceof Uint8Array && value.length === length ? Buffer.from(value) : undefined);

/**
 * The members of a list, up to a limit.
 *
 * @param {unknown} value
 * @param {number} most
 * @returns {any[]}
 */
export const list = (value, most) => (Array.isArray(value) ? value.slice(0, most).filter(item => item !== null && item !== undefined) : []);

/**
 * An object without what is undefined, false or an empty list.
 *
 * @template {object} T
 * @param {T} value
 * @returns {T}
 */
export function told(value) {
  return /** @type {T} */ (
    Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined && member !== null && member !== false && !(Array.isArray(member) && member.length === 0)))
  );
}

/**
 * What a JSON text says.
 *
 * @param {unknown} value
 * @returns {any} an empty object when it is none
 */
export function json(value) {
  try {
    const parsed = JSON.parse(text(value) ?? '');
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

/** @param {unknown} value */
function numberOf(value) {
  try {
    const number = typeof value === 'string' ? Number(value || Number.NaN) : typeof value === 'object' || typeof value === 'number' ? toNumber(/** @type {any} */ (value)) : Number.NaN;
    return value !== null && Number.isFinite(number) ? number : undefined;
  } catch {
    return undefined;
  }
}
