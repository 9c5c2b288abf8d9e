/** WhatsApp's refusal where Baileys knows of none. */
export class Refusal extends Error {
  /** @param {number} code as WhatsApp would give it */
  constructor(code) {
    super(`refused with ${code}`);
    this.data = code;
  }
}

/**
 * The code of WhatsApp's refusal; undefined when the question got no answer.
 *
 * @param {any} error
 * @returns {number | undefined}
 */
export function codeOf(error) {
  const code = Number(error?.data?.attrs?.code ?? error?.data);
  return Number.isInteger(code) && code >= 400 && code < 600 ? code : undefined;
}
