import { aesDecryptGCM, aesEncryptGCM, Curve, hkdf, NOISE_MODE, NOISE_WA_HEADER, proto, sha256 } from 'baileys';

/** @typedef {import('./certificates.js').ServerIdentity} ServerIdentity */

const NOTHING = Buffer.alloc(0);

/** @param {number} counter */
function nonce(counter) {
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(counter, 8);
  return iv;
}

/** The responder's half of Noise_XX_25519_AESGCM_SHA256. */
export class NoiseResponder {
  #identity;
  /** @type {Buffer} */
  #hash = Buffer.from(NOISE_MODE);
  #salt = this.#hash;
  #key = this.#hash;
  #counter = 0;
  #ephemeral = Curve.generateKeyPair();

  /** @param {ServerIdentity} identity */
  constructor(identity) {
    this.#identity = identity;
    this.#mixHash(NOISE_WA_HEADER);
  }

  /**
   * @param {Uint8Array} frame the client's hello
   * @returns {Uint8Array} the server's hello
   */
  answerHello(frame) {
    const ephemeral = proto.HandshakeMessage.decode(frame).clientHello?.ephemeral;
    if (ephemeral?.length !== 32) {
      throw new Error('client hello without an ephemeral key');
    }
    this.#mixHash(ephemeral);
    this.#mixHash(this.#ephemeral.public);
    this.#mixKey(Curve.sharedKey(this.#ephemeral.private, ephemeral));
    const encryptedKey = this.#encrypt(this.#identity.key.public);
    this.#mixKey(Curve.sharedKey(this.#identity.key.private, ephemeral));
    const payload = this.#encrypt(this.#identity.chain);
    return proto.HandshakeMessage.encode({
      serverHello: { ephemeral: this.#ephemeral.public, static: encryptedKey, payload }
    }).finish();
  }

  /**
   * @param {Uint8Array} frame the client's finish
   */
  finish(frame) {
    const finish = proto.HandshakeMessage.decode(frame).clientFinish;
    if (!finish?.static || !finish.payload) {
      throw new Error('client finish without key or payload');
    }
    const clientKey = this.#decrypt(finish.static);
    this.#mixKey(Curve.sharedKey(this.#ephemeral.private, clientKey));
    const payload = proto.ClientPayload.decode(this.#decrypt(finish.payload));
    const [fromClient, toClient] = this.#expand(NOTHING);
    return { clientKey, payload, transport: new NoiseTransport(toClient, fromClient) };
  }

  /** @param {Uint8Array} data */
  #mixHash(data) {
    this.#hash = sha256(Buffer.concat([this.#hash, data]));
  }

  /** @param {Uint8Array} secret */
  #mixKey(secret) {
    [this.#salt, this.#key] = this.#expand(secret);
    this.#counter = 0;
  }

  /** @param {Uint8Array} secret */
  #expand(secret) {
    const bytes = Buffer.from(hkdf(secret, 64, { salt: this.#salt, info: '' }));
    return [bytes.subarray(0, 32), bytes.subarray(32)];
  }

  /** @param {Uint8Array} plaintext */
  #encrypt(plaintext) {
    const ciphertext = aesEncryptGCM(plaintext, this.#key, nonce(this.#counter++), this.#hash);
    this.#mixHash(ciphertext);
    return ciphertext;
  }

  /** @param {Uint8Array} ciphertext */
  #decrypt(ciphertext) {
    const plaintext = aesDecryptGCM(ciphertext, this.#key, nonce(this.#counter++), this.#hash);
    this.#mixHash(ciphertext);
    return plaintext;
  }
}

/** Frame encryption after the handshake: one key and one counter for each direction. */
export class NoiseTransport {
  #writeKey;
  #readKey;
  #written = 0;
  #read = 0;

  /**
   * @param {Uint8Array} writeKey
   * @param {Uint8Array} readKey
   */
  constructor(writeKey, readKey) {
    this.#writeKey = writeKey;
    this.#readKey = readKey;
  }

  /** @param {Uint8Array} plaintext */
  encrypt(plaintext) {
    return aesEncryptGCM(plaintext, this.#writeKey, nonce(this.#written++), NOTHING);
  }

  /** @param {Uint8Array} ciphertext */
  decrypt(ciphertext) {
    return aesDecryptGCM(ciphertext, this.#readKey, nonce(this.#read++), NOTHING);
  }
}
