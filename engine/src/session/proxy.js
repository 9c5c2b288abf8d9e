import { lookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';

/** @typedef {{protocol: 'http' | 'https' | 'socks5', host: string, port: number, username: string | null, password: string | null}} Proxy */

/** The proxy leads to an address that this server does not connect to. */
export class ProxyRefusedError extends Error {
  constructor() {
    super('The address of the proxy is not allowed.');
    this.name = 'ProxyRefusedError';
  }
}

const never = new BlockList();
never.addSubnet('169.254.0.0', 16, 'ipv4');
never.addSubnet('0.0.0.0', 8, 'ipv4');
never.addSubnet('224.0.0.0', 3, 'ipv4');
never.addAddress('100.100.100.200', 'ipv4');
never.addAddress('::', 'ipv6');
never.addSubnet('fe80::', 10, 'ipv6');
never.addSubnet('ff00::', 8, 'ipv6');
never.addAddress('fd00:ec2::254', 'ipv6');

const closed = new BlockList();
closed.addSubnet('10.0.0.0', 8, 'ipv4');
closed.addSubnet('100.64.0.0', 10, 'ipv4');
closed.addSubnet('127.0.0.0', 8, 'ipv4');
closed.addSubnet('172.16.0.0', 12, 'ipv4');
closed.addSubnet('192.168.0.0', 16, 'ipv4');
closed.addAddress('::1', 'ipv6');
closed.addSubnet('fc00::', 7, 'ipv6');

/**
 * Whether a proxy at an address may be connected to. Link-local and metadata addresses never; loopback and private ranges when the operator
 * allows them.
 *
 * @param {string} address
 * @param {boolean} allowPrivateNetworks
 */
export function isAllowed(address, allowPrivateNetworks) {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  return isIP(plain) !== 0 && !never.check(plain, family) && (allowPrivateNetworks || !closed.check(plain, family));
}

/**
 * The agent that a session connects through. The address is judged when it is connected to, not before, so that a name cannot change its mind.
 *
 * @param {Proxy} proxy
 * @param {boolean} allowPrivateNetworks
 */
export function agentFor(proxy, allowPrivateNetworks) {
  if (isIP(proxy.host) !== 0 && !isAllowed(proxy.host, allowPrivateNetworks)) {
    throw new ProxyRefusedError();
  }

  const guarded = (/** @type {string} */ name, /** @type {any} */ options, /** @type {any} */ done) => {
    lookup(name, { ...options, all: true }, (/** @type {Error | null} */ error, /** @type {import('node:dns').LookupAddress[]} */ addresses) => {
      const allowed = error ? [] : addresses.filter(({ address }) => isAllowed(address, allowPrivateNetworks));
      if (error || allowed.length === 0) {
        done(error ?? new ProxyRefusedError());
      } else if (options.all) {
        done(null, allowed);
      } else {
        done(null, allowed[0]?.address, allowed[0]?.family);
      }
    });
  };
  const url = new URL(`${proxy.protocol === 'socks5' ? 'socks5h' : proxy.protocol}://localhost`);
  url.hostname = proxy.host;
  url.port = String(proxy.port);
  url.username = encodeURIComponent(proxy.username ?? '');
  url.password = encodeURIComponent(proxy.password ?? '');
  return proxy.protocol === 'socks5'
    ? new SocksProxyAgent(url, { socketOptions: /** @type {any} */ ({ lookup: guarded }) })
    : new HttpsProxyAgent(url, /** @type {any} */ ({ lookup: guarded }));
}
