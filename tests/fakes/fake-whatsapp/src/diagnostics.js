/**
 * One line on standard error. Callers pass tags, namespaces and error messages, never message text.
 * @param {string} line
 */
export function complain(line) {
  process.stderr.write(`fake-whatsapp: ${line}\n`);
}
