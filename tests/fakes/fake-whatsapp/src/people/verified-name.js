import { proto } from 'baileys';
import { node } from '../wire/nodes.js';

/**
 * The name of a business as messages and queries carry it: a certificate, whose signature nobody here checks.
 * @param {import('./person.js').Person} person
 */
export function verifiedNameNode({ businessName, number }) {
  if (!businessName) {
    return undefined;
  }
  const details = proto.VerifiedNameCertificate.Details.encode({ serial: Number(number) % 2 ** 31, issuer: 'smb:wa', verifiedName: businessName }).finish();
  const certificate = proto.VerifiedNameCertificate.encode({ details, signature: Buffer.alloc(64) }).finish();
  return node('verified_name', { v: '1', verified_level: 'unknown' }, certificate);
}
