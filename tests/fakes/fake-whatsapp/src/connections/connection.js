import { decodeBinaryNode, encodeBinaryNode } from 'baileys';
import { complain } from '../diagnostics.js';
import { Turns } from '../turns.js';
import { frame, FrameReader } from '../wire/frames.js';
import { NoiseResponder } from '../wire/noise.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('baileys').proto.ClientPayload} ClientPayload */

/**
 * What a connection is for, once the client has said who it is.
 * @typedef {object} Role
 * @property {(stanza: BinaryNode) => void | Promise<void>} receive one at a time, in order
 * @property {() => void} closed
 */

/**
 * @typedef {(connection: Connection, payload: ClientPayload, clientKey: Buffer) => Role | undefined} Reception
 * undefined: turned away
 */

/** One WebSocket: the Noise handshake, then stanzas both ways. */
export class Connection {
  #socket;
  #responder;
  #receive;
  #reader = new FrameReader();
  #turns = new Turns();
  #greeted = false;
  #ended = false;
  /** @type {import('../wire/noise.js').NoiseTransport | undefined} */
  #transport;
  /** @type {Role | undefined} */
  #role;

  /**
   * @param {import('ws').WebSocket} socket
   * @param {import('../wire/certificates.js').ServerIdentity} identity
   * @param {Reception} receive
   */
  constructor(socket, identity, receive) {
    this.#socket = socket;
    this.#responder = new NoiseResponder(identity);
    this.#receive = receive;
    socket.on('message', data => this.#read(/** @type {Buffer} */ (data)));
    // What the client had sent before it went still counts.
    socket.on('close', () => this.#turns.run(() => this.#role?.closed()));
    socket.on('error', () => socket.terminate());
  }

  /** @param {BinaryNode} stanza */
  send(stanza) {
    if (!this.#ended && this.#transport && this.#socket.readyState === this.#socket.OPEN) {
      this.#socket.send(frame(this.#transport.encrypt(encodeBinaryNode(stanza))));
    }
  }

  /** Closes after what was sent. */
  close() {
    this.#ended = true;
    this.#socket.close();
  }

  /** Cuts the line. */
  drop() {
    this.#ended = true;
    this.#socket.terminate();
  }

  /** @param {Buffer} data */
  #read(data) {
    this.#turns.run(() => this.#readFrames(data)).catch(error => {
      complain(`connection dropped: ${error instanceof Error ? error.message : error}`);
      this.drop();
    });
  }

  /** @param {Buffer} data */
  async #readFrames(data) {
    for (const bytes of this.#reader.feed(data)) {
      if (this.#ended) {
        return;
      }
      if (this.#transport) {
        await this.#role?.receive(await decodeBinaryNode(this.#transport.decrypt(bytes)));
      } else {
        this.#shakeHands(bytes);
      }
    }
  }

  /** @param {Buffer} bytes */
  #shakeHands(bytes) {
    if (!this.#greeted) {
      this.#greeted = true;
      this.#socket.send(frame(this.#responder.answerHello(bytes)));
      return;
    }
    const { clientKey, payload, transport } = this.#responder.finish(bytes);
    this.#transport = transport;
    this.#role = this.#receive(this, payload, clientKey);
  }
}
