import { jidDecode, jidEncode } from 'baileys';

/** @typedef {'pn' | 'lid'} Addressing */

/**
 * @param {string} number
 * @param {number} [device]
 */
export function phoneJid(number, device) {
  return jidEncode(number, 's.whatsapp.net', device);
}

/**
 * @param {string} lid
 * @param {number} [device]
 */
export function lidJid(lid, device) {
  return jidEncode(lid, 'lid', device);
}

/**
 * @param {string | undefined} jid
 * @returns {Addressing}
 */
export function addressingOf(jid) {
  return jid?.endsWith('@lid') ? 'lid' : 'pn';
}

/** @param {string | undefined} jid */
export function deviceOf(jid) {
  return jidDecode(jid)?.device ?? 0;
}
