import { Curve, proto } from 'baileys';

/** @typedef {{ private: Uint8Array, public: Uint8Array }} KeyPair */

const ROOT_SERIAL = 0;
const INTERMEDIATE_SERIAL = 1;
const LEAF_SERIAL = 2;

/**
 * The server's Noise identity: a static key, certified by an intermediate that the root has signed.
 * The client is told the root's public key and checks the chain up to it.
 */
export class ServerIdentity {
  #root = Curve.generateKeyPair();

  /** @type {KeyPair} */
  key = Curve.generateKeyPair();
  chain;

  constructor() {
    const intermediate = Curve.generateKeyPair();
    this.chain = proto.CertChain.encode({
      intermediate: certify(this.#root, { serial: INTERMEDIATE_SERIAL, issuerSerial: ROOT_SERIAL, key: intermediate.public }),
      leaf: certify(intermediate, { serial: LEAF_SERIAL, issuerSerial: INTERMEDIATE_SERIAL, key: this.key.public })
    }).finish();
  }

  get root() {
    return Buffer.from(this.#root.public).toString('hex');
  }
}

/**
 * @param {KeyPair} issuer
 * @param {{ serial: number, issuerSerial: number, key: Uint8Array }} subject
 */
function certify(issuer, subject) {
  const details = proto.CertChain.NoiseCertificate.Details.encode(subject).finish();
  return { details, signature: Curve.sign(issuer.private, details) };
}
