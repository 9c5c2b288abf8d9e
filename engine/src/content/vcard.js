import { line, text } from './values.js';

/** @typedef {{name: string, numbers: string[], organisation?: string, emails?: string[]}} Card */

const longest = 262_144;
const longestHead = 1000;
const most = 50;
const quotedPrintable = /quoted-printable/i;

/**
 * Reads a contact card (RFC 2426 and 6350, and what phones make of them).
 *
 * @param {unknown} value
 * @param {unknown} [displayName] as WhatsApp tells it beside the card
 * @returns {Card}
 */
export function readCard(value, displayName) {
  const properties = propertiesOf(text(value, longest) ?? '');
  const all = (/** @type {string} */ name) => properties.filter(property => property.name === name);
  const first = (/** @type {string} */ name) => line(parts(all(name)[0]?.value ?? '').reverse().join(' '));
  const numbers = distinct(all('TEL').map(numberOf));
  const emails = distinct(all('EMAIL').map(property => line(plain(property.value))));
  const organisation = line(all('ORG').slice(0, 1).flatMap(property => parts(property.value)).join(', '));
  return {
    name: line(displayName) ?? line(plain(all('FN')[0]?.value ?? '')) ?? first('N') ?? organisation ?? numbers[0] ?? emails[0] ?? 'Contact',
    numbers,
    ...(organisation ? { organisation } : {}),
    ...(emails.length > 0 ? { emails } : {}),
  };
}

/** @typedef {{name: string, parameters: Map<string, string>, value: string}} Property */

/**
 * @param {string} card
 * @returns {Property[]}
 */
function propertiesOf(card) {
  const lines = card.replaceAll(/\r\n?/g, '\n').replaceAll(/\n[ \t]/g, '').split('\n');
  /** @type {Property[]} */
  const found = [];
  for (let index = 0; index < lines.length; index++) {
    const written = [lines[index] ?? ''];
    const head = headOf(written[0] ?? '');
    // A soft break of quoted-printable; a value of another form may well end with this sign (BASE64 pictures do).
    while (quotedPrintable.test(head) && written.at(-1)?.endsWith('=') && index + 1 < lines.length) {
      written.push(written.pop()?.slice(0, -1) ?? '', lines[++index] ?? '');
    }

    if (head) {
      found.push(propertyOf(head, written.join('').slice(head.length + 1)));
    }
  }

  return found;
}

// What stands before the first colon that is not within quotes.
/** @param {string} written */
function headOf(written) {
  let isQuoted = false;
  for (let index = 0; index < Math.min(written.length, longestHead); index++) {
    if (written[index] === '"') {
      isQuoted = !isQuoted;
    } else if (written[index] === ':' && !isQuoted) {
      return written.slice(0, index);
    }
  }

  return '';
}

/**
 * @param {string} head
 * @param {string} value
 * @returns {Property}
 */
function propertyOf(head, value) {
  const [name = '', ...parameters] = head.split(';');
  const named = new Map(parameters.map(parameter => {
    const [key = '', ...rest] = parameter.split('=');
    return [key.trim().toUpperCase(), rest.join('=').replaceAll('"', '')];
  }));
  return { name: name.split('.').at(-1)?.trim().toUpperCase() ?? '', parameters: named, value: quotedPrintable.test(head) ? unquote(value) : value };
}

/** @param {string} value */
function unquote(value) {
  const bytes = value.replaceAll(/[\u0100-\uFFFF]/g, '?').replaceAll(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** @param {string} value */
const plain = value => value.replaceAll(/\\([nN,;:\\])/g, (_, sign) => (sign.toLowerCase() === 'n' ? '\n' : sign));

/** @param {string} value with parts between semicolons */
const parts = value => (value.match(/(?:\\.|[^;\\])+/g) ?? []).map(part => plain(part).trim()).filter(Boolean);

// The number as a person wrote it; where it lacks the country, the one that WhatsApp knows is of more use.
/** @param {Property} property */
function numberOf({ value, parameters }) {
  const written = line(plain(value).replace(/^tel:/i, ''));
  const known = parameters.get('WAID')?.replaceAll(/\D/g, '').slice(0, 20);
  return known && !written?.startsWith('+') ? `+${known}` : written;
}

/** @param {(string | undefined)[]} values */
const distinct = values => [...new Set(values.flatMap(value => value ?? []))].slice(0, most);
