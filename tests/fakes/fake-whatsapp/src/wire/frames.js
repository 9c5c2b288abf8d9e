import { NOISE_WA_HEADER } from 'baileys';

const LENGTH_BYTES = 3;

/** Cuts the client's byte stream into frames: the intro header once, then a 3-byte length before each frame. */
export class FrameReader {
  /** @type {Buffer} */
  #bytes = Buffer.alloc(0);
  #introduced = false;

  /**
   * @param {Buffer} chunk
   * @returns {Buffer[]} the frames that are complete now
   */
  feed(chunk) {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    if (!this.#introduced && !this.#readIntroduction()) {
      return [];
    }
    const frames = [];
    while (this.#bytes.length >= LENGTH_BYTES) {
      const end = LENGTH_BYTES + this.#bytes.readUIntBE(0, LENGTH_BYTES);
      if (this.#bytes.length < end) {
        break;
      }
      frames.push(this.#bytes.subarray(LENGTH_BYTES, end));
      this.#bytes = this.#bytes.subarray(end);
    }
    return frames;
  }

  #readIntroduction() {
    if (this.#bytes.length < NOISE_WA_HEADER.length) {
      return false;
    }
    if (!this.#bytes.subarray(0, NOISE_WA_HEADER.length).equals(NOISE_WA_HEADER)) {
      throw new Error('the stream does not begin with the WhatsApp header');
    }
    this.#bytes = this.#bytes.subarray(NOISE_WA_HEADER.length);
    this.#introduced = true;
    return true;
  }
}

/** @param {Uint8Array} bytes */
export function frame(bytes) {
  const framed = Buffer.alloc(LENGTH_BYTES + bytes.length);
  framed.writeUIntBE(bytes.length, 0, LENGTH_BYTES);
  framed.set(bytes, LENGTH_BYTES);
  return framed;
}
