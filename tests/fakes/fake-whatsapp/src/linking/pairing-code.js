import { randomBytes } from 'node:crypto';
import { aesDecryptCTR, aesDecryptGCM, aesEncryptCTR, Curve, derivePairingCodeKey, hkdf } from 'baileys';

const SALT = 32;
const CTR_IV = 16;
const GCM_IV = 12;
const KEY = 32;

/**
 * The phone's half of linking by a typed code. The code encrypts both ephemeral keys, without a checksum: a wrong one
 * shows only when the companion's key bundle does not open.
 */
export class CodeExchange {
  #identity;
  #code;
  #companionEphemeral;
  #ephemeral = Curve.generateKeyPair();

  /**
   * @param {{ private: Uint8Array, public: Uint8Array }} identity the phone's
   * @param {string} code as typed
   * @param {Uint8Array} companionEphemeral
   */
  constructor(identity, code, companionEphemeral) {
    this.#identity = identity;
    this.#code = code;
    this.#companionEphemeral = companionEphemeral;
  }

  /**
   * @param {{ private: Uint8Array, public: Uint8Array }} identity
   * @param {string} code
   * @param {Buffer} wrapped the companion's ephemeral key as it came
   */
  static async begin(identity, code, wrapped) {
    const key = await derivePairingCodeKey(code, wrapped.subarray(0, SALT));
    const iv = wrapped.subarray(SALT, SALT + CTR_IV);
    const ephemeral = aesDecryptCTR(wrapped.subarray(SALT + CTR_IV, SALT + CTR_IV + KEY), key, iv);
    return new CodeExchange(identity, code, ephemeral);
  }

  async wrappedEphemeral() {
    const salt = randomBytes(SALT);
    const iv = randomBytes(CTR_IV);
    const key = await derivePairingCodeKey(this.#code, salt);
    return Buffer.concat([salt, iv, aesEncryptCTR(this.#ephemeral.public, key, iv)]);
  }

  /**
   * @param {Buffer} wrapped the companion's key bundle
   * @param {Buffer} companionIdentity
   * @returns {Buffer | undefined} the secret for the device identity; undefined: the code was wrong
   */
  finish(wrapped, companionIdentity) {
    const shared = Curve.sharedKey(this.#ephemeral.private, this.#companionEphemeral);
    const bundle = openBundle(shared, wrapped);
    if (!bundle?.subarray(0, KEY).equals(companionIdentity) ||
        !bundle.subarray(KEY, 2 * KEY).equals(this.#identity.public)) {
      return undefined;
    }
    const identityShared = Curve.sharedKey(this.#identity.private, companionIdentity);
    const secret = Buffer.concat([shared, identityShared, bundle.subarray(2 * KEY)]);
    return Buffer.from(hkdf(secret, KEY, { info: 'adv_secret' }));
  }
}

/**
 * @param {Uint8Array} shared
 * @param {Buffer} wrapped
 */
function openBundle(shared, wrapped) {
  const salt = wrapped.subarray(0, SALT);
  const key = Buffer.from(hkdf(shared, KEY, { salt, info: 'link_code_pairing_key_bundle_encryption_key' }));
  const iv = wrapped.subarray(SALT, SALT + GCM_IV);
  try {
    return aesDecryptGCM(wrapped.subarray(SALT + GCM_IV), key, iv, Buffer.alloc(0));
  } catch {
    return undefined;
  }
}
