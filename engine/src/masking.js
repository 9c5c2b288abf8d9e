const longDigits = /\d{5,}/g;
const longOpaque = /[A-Za-z0-9+/=_-]{33,}/g;

/**
 * Makes a text fit for a log: one line, no whole numbers (phone numbers, ids of people), nothing that may be a key or a token.
 *
 * @param {unknown} text
 * @returns {string} at most 500 characters
 */
export function mask(text) {
  return String(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(longOpaque, '…')
    .replaceAll(longDigits, digits => `…${digits.slice(-2)}`)
    .slice(0, 500);
}

/**
 * What an error may say in a log.
 *
 * @param {unknown} error
 * @returns {string}
 */
export function describe(error) {
  return mask(error instanceof Error ? `${error.name}: ${error.message}` : error);
}
