import { BlockList, isIP } from 'node:net';

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
  const plain = mapped(address) ?? address;
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  return isIP(plain) !== 0 && !never.check(plain, family) && (allowPrivateNetworks || !closed.check(plain, family));
}

// An IPv4 address in the clothes of IPv6 (::ffff:a9fe:a9fe, ::ffff:169.254.169.254) is judged as what it is.
/** @param {string} address */
function mapped(address) {
  if (isIP(address) !== 6) {
    return undefined;
  }

  const [, high, low] = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname) ?? [];
  if (high === undefined || low === undefined) {
    return undefined;
  }

  const bits = [high, low].map(part => Number.parseInt(part, 16));
  return bits.flatMap(part => [part >> 8, part & 255]).join('.');
}
