/** @typedef {import('../session/connection.js').Socket} Socket */

const usual = 'mmg.whatsapp.net';
const ofWhatsApp = /^([a-z0-9-]+\.)+whatsapp\.net$/;
const longestPath = 4096;

/**
 * Where files may be fetched from. A sender says where his file lies, and could send this server anywhere: only WhatsApp's own hosts are
 * asked, and those that WhatsApp has named to this session itself.
 */
export class Hosts {
  #socket;
  /** @type {Set<string>} */
  #named = new Set();

  /** @param {() => Socket | undefined} socket the open one */
  constructor(socket) {
    this.#socket = socket;
  }

  /**
   * The hosts to ask for a file, the likeliest first.
   *
   * @param {string | undefined} told by the sender
   * @returns {Promise<string[]>}
   */
  async candidates(told) {
    if (told && ofWhatsApp.test(told)) {
      return [...new Set([told, usual])];
    }

    await this.#learn();
    return [...new Set([...(told && this.#named.has(told) ? [told] : []), ...this.#named, usual])];
  }

  /**
   * Whether a whole address that WhatsApp told, as that of a profile picture, may be fetched.
   *
   * @param {unknown} address
   * @returns {Promise<URL | undefined>} undefined when it may not
   */
  async judged(address) {
    const url = typeof address === 'string' && address.length <= longestPath && URL.canParse(address) ? new URL(address) : undefined;
    if (url?.protocol !== 'https:' || url.username || url.password) {
      return undefined;
    }

    if (!ofWhatsApp.test(url.host)) {
      await this.#learn();
    }

    return ofWhatsApp.test(url.host) || this.#named.has(url.host) ? url : undefined;
  }

  // Kept for when the connection is gone: files are fetched without it too.
  async #learn() {
    try {
      const connection = await this.#socket()?.refreshMediaConn();
      connection?.hosts.forEach(({ hostname }) => this.#named.add(hostname.toLowerCase()));
    } catch {
      // Then only the usual ones are left.
    }
  }
}

/**
 * The address of a file on a host.
 *
 * @param {string} host
 * @param {string} path as a sender told it
 * @returns {URL | undefined} undefined when it leads elsewhere
 */
export function urlOf(host, path) {
  const whole = `https://${host}${path}`;
  // eslint-disable-next-line no-control-regex
  const isPlain = path.startsWith('/') && path.length <= longestPath && !/[\\\u0000-\u0020\u007F]/.test(path);
  const url = isPlain && URL.canParse(whole) ? new URL(whole) : undefined;
  return url?.host === host && !url.username && !url.password ? url : undefined;
}
