import { describe } from '../masking.js';
import { agentFor } from '../session/proxy.js';
import { Damaged, fetchFile, Refused, TooLarge, writeFile } from './fetch.js';
import { Hosts, urlOf } from './hosts.js';
import { askAgain } from './reupload.js';
import { readToken } from './token.js';

/** @typedef {import('../session/connection.js').Socket} Socket */
/** @typedef {{kind: 'saved', size: number} | {kind: 'tooLarge', size?: number} | {kind: 'gone', reason: string} | {kind: 'failed', reason: string}} Result */
/** @typedef {{file: {token: string, size?: number}, path: string, maxBytes: number}} Request */

const deadline = 10 * 60_000;
const forgotten = new Set([403, 404, 410]);

/** Fetches what came with messages. */
export class Files {
  #socket;
  #settings;
  #log;

  /**
   * @param {() => Socket | undefined} socket the open one
   * @param {() => import('../session/session.js').Settings} settings
   * @param {import('../log.js').Log} log
   */
  constructor(socket, settings, log) {
    this.#socket = socket;
    this.#settings = settings;
    this.#log = log;
    this.hosts = new Hosts(socket);
  }

  /**
   * @param {Request} request
   * @returns {Promise<Result>}
   */
  async download({ file, path, maxBytes }) {
    const place = readToken(file.token);
    if (!place) {
      return { kind: 'gone', reason: 'The token of the file makes no sense.' };
    }

    const size = place.inline?.length ?? file.size ?? 0;
    if (size > maxBytes) {
      return { kind: 'tooLarge', size };
    }

    try {
      return await this.#fetch(place, { path, maxBytes, signal: AbortSignal.timeout(deadline) });
    } catch (error) {
      return this.#trouble(error);
    }
  }

  /**
   * Fetches a picture from an address that WhatsApp told.
   *
   * @param {unknown} address
   * @param {string} path
   * @param {number} maxBytes
   * @returns {Promise<boolean>} whether it is there
   */
  async picture(address, path, maxBytes) {
    const url = await this.hosts.judged(address);
    if (!url) {
      return false;
    }

    try {
      return (await fetchFile({ url, path, maxBytes, agent: this.#agent(), signal: AbortSignal.timeout(deadline) }, {})) > 0;
    } catch (error) {
      this.#log.warn(`a picture could not be fetched: ${describe(error)}`);
      return false;
    }
  }

  /**
   * @param {import('./token.js').Place} place
   * @param {{path: string, maxBytes: number, signal: AbortSignal}} wish
   * @returns {Promise<Result>}
   */
  async #fetch(place, wish) {
    const { inline } = place;
    if (inline) {
      await writeFile(wish.path, async function* () {
        yield inline;
      }, wish.signal);
      return { kind: 'saved', size: inline.length };
    }

    const first = await this.#fromHosts(place, wish);
    if (first) {
      return first;
    }

    const socket = this.#socket();
    const again = socket ? await askAgain(socket, place, wish.signal) : 'unanswered';
    if (again === 'unanswered') {
      return { kind: 'failed', reason: 'WhatsApp no longer has the file, and the phone could not be asked for it.' };
    }

    const second = again === 'missing' ? undefined : await this.#fromHosts({ ...place, ...again }, wish);
    return second ?? { kind: 'gone', reason: 'Neither WhatsApp nor the phone has the file any more.' };
  }

  /**
   * @param {import('./token.js').Place} place
   * @param {{path: string, maxBytes: number, signal: AbortSignal}} wish
   * @returns {Promise<Result | undefined>} undefined when WhatsApp no longer has it
   */
  async #fromHosts(place, wish) {
    const { path = '', host, key } = place;
    const urls = (await this.hosts.candidates(host)).flatMap(candidate => urlOf(candidate, path) ?? []);
    if (urls.length === 0 || !key) {
      return { kind: 'gone', reason: 'The message does not tell where the file is.' };
    }

    const agent = this.#agent();
    /** @type {unknown} */
    let trouble;
    for (const url of urls) {
      try {
        return { kind: 'saved', size: await fetchFile({ ...wish, url, agent }, place) };
      } catch (error) {
        if (error instanceof Refused && forgotten.has(error.status)) {
          return undefined;
        }

        if (error instanceof TooLarge || error instanceof Damaged || wish.signal.aborted) {
          throw error;
        }

        trouble = error;
      }
    }

    throw trouble;
  }

  #agent() {
    const { proxy, allowPrivateNetworks } = this.#settings();
    return proxy ? agentFor(proxy, allowPrivateNetworks) : undefined;
  }

  /**
   * @param {unknown} error
   * @returns {Result}
   */
  #trouble(error) {
    if (error instanceof TooLarge) {
      return { kind: 'tooLarge', ...(error.size ? { size: error.size } : {}) };
    }

    if (error instanceof Damaged) {
      return { kind: 'gone', reason: error.message };
    }

    this.#log.warn(`a file could not be fetched: ${describe(error)}`);
    return { kind: 'failed', reason: error instanceof Refused ? error.message : 'The file could not be fetched from WhatsApp.' };
  }
}
