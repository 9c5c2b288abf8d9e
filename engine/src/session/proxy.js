import { lookup } from 'node:dns';
import { isIP } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';
import { isAllowed } from './addresses.js';

/** @typedef {{protocol: 'http' | 'https' | 'socks5', host: string, port: number, username: string | null, password: string | null}} Proxy */

const refusal = 'The address of the proxy is not allowed.';

/**
 * Whether an error says that the proxy leads to an address that this server does not connect to. It is known by its words: the agents and
 * Baileys wrap what they are told.
 *
 * @param {unknown} error
 */
export const isRefusal = error => error instanceof Error && error.message.includes(refusal);

/**
 * The agent that a session connects through. The address is judged when it is connected to, not before, so that a name cannot change its mind.
 *
 * @param {Proxy} proxy
 * @param {boolean} allowPrivateNetworks
 */
export function agentFor(proxy, allowPrivateNetworks) {
  const url = urlOf(proxy);
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !isAllowed(literal, allowPrivateNetworks)) {
    throw new Error(refusal);
  }

  const options = /** @type {any} */ ({ lookup: guardedLookup(allowPrivateNetworks) });
  return proxy.protocol === 'socks5'
    ? new SocksProxyAgent(socksUrl(url, literal), { socketOptions: options })
    : new HttpsProxyAgent(url, options);
}

/** @param {boolean} allowPrivateNetworks */
function guardedLookup(allowPrivateNetworks) {
  return (/** @type {string} */ name, /** @type {any} */ options, /** @type {any} */ done) => {
    lookup(name, { ...options, all: true }, (/** @type {Error | null} */ error, /** @type {import('node:dns').LookupAddress[]} */ addresses) => {
      const allowed = error ? [] : addresses.filter(({ address }) => isAllowed(address, allowPrivateNetworks));
      if (error || allowed.length === 0) {
        done(error ?? new Error(refusal));
      } else if (options.all) {
        done(null, allowed);
      } else {
        done(null, allowed[0]?.address, allowed[0]?.family);
      }
    });
  };
}

// The parser of web addresses knows the odd ways to write an IP address (127.1, 0x7f000001): what it makes of the host is what is judged.
/** @param {Proxy} proxy */
function urlOf({ protocol, host, port, username, password }) {
  const name = isIP(host) === 6 ? `[${host}]` : host;
  const url = new URL(`${protocol === 'https' ? 'https' : 'http'}://proxy.invalid`);
  url.hostname = name;
  if (url.hostname === 'proxy.invalid') {
    throw new Error('The host of the proxy is not a name.');
  }

  url.port = String(port);
  url.username = encodeURIComponent(username ?? '');
  url.password = encodeURIComponent(password ?? '');
  return url;
}

/**
 * @param {URL} url
 * @param {string} host without the brackets that only addresses of the web have
 */
function socksUrl({ port, username, password }, host) {
  return /** @type {URL} */ ({ protocol: 'socks5h:', hostname: host, port: port || '80', username, password });
}
