/**
 * What the end of a connection means.
 *
 * @typedef {object} Meaning
 * @property {string | null} cause a code of the protocol
 * @property {'now' | 'later' | 'never'} again whether the session connects again by itself
 * @property {boolean} [kept] whether the cause also holds after a restart
 * @property {boolean} [unlinked] whether the keys are of no more use
 */

/** @type {Record<number, Meaning>} */
const ofLinked = {
  401: { cause: 'logged_out', again: 'never', kept: true, unlinked: true },
  402: { cause: 'temp_banned', again: 'never', kept: true },
  403: { cause: 'temp_banned', again: 'never', kept: true },
  405: { cause: 'client_outdated', again: 'never' },
  406: { cause: 'logged_out', again: 'never', kept: true, unlinked: true },
  408: { cause: 'keepalive_timeout', again: 'later' },
  409: { cause: 'client_outdated', again: 'never' },
  440: { cause: 'stream_replaced', again: 'never', kept: true },
  515: { cause: null, again: 'now' },
};

/** @type {Record<number, string>} */
const whileLinking = {
  402: 'temp_banned',
  403: 'temp_banned',
  405: 'client_outdated',
  408: 'qr_timeout',
  409: 'client_outdated',
  411: 'qr_scanned_no_multidevice',
};

/**
 * @param {number | undefined} code the status code that Baileys gives the end
 * @param {{linked: boolean, opened: boolean, codeShown: boolean}} connection whether a phone is linked, whether messages flowed on this
 *   connection, whether a QR or pairing code was shown on it
 * @returns {Meaning}
 */
export function meaningOf(code, { linked, opened, codeShown }) {
  if (!linked) {
    const known = code === 408 && !codeShown ? undefined : whileLinking[code ?? 0];
    return { cause: known ?? (codeShown ? 'pair_error' : 'connect_failure'), again: 'never' };
  }

  // The same code stands for a silent connection and for one that never came about.
  return (code === 408 && !opened ? undefined : ofLinked[code ?? 0]) ?? { cause: opened ? 'stream_error' : 'connect_failure', again: 'later' };
}

const firstPause = 1_000;
const longestPause = 60_000;

/**
 * How long to wait before the next attempt: doubling, with jitter, so that many sessions do not come back in the same instant.
 *
 * @param {number} attempt 0 for the first after a connection
 * @param {number} random 0 to 1
 * @returns {number} milliseconds
 */
export const pauseBefore = (attempt, random) => Math.min(longestPause, firstPause * 2 ** Math.min(attempt, 10)) * (0.5 + random / 2);

/** How long a connection must have held, in milliseconds, for the next pause to be the first again. */
export const steadyAfter = 60_000;
