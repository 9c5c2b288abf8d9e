import { randomBytes } from 'node:crypto';
import { Groups } from './groups/groups.js';
import { Faults } from './media/faults.js';
import { MediaStore } from './media/media-store.js';
import { People } from './people/people.js';
import { WaitingRoom } from './connections/waiting-room.js';

/**
 * @typedef {object} Receipt
 * @property {string} number
 * @property {string} id
 * @property {string} type
 * @property {string | undefined} chat
 * @property {string | undefined} participant
 * @property {Date} at
 * @property {number} connection the running number of the login
 * @property {number} device
 */

/**
 * @typedef {object} Call
 * @property {string} id
 * @property {string} from
 * @property {string} to
 * @property {Date} at
 * @property {import('./wire/jids.js').Addressing} addressing
 * @property {Date | null} rejectedAt by a linked device
 * @property {Date | null} endedAt
 */

const REMEMBERED_RECEIPTS = 100_000;

/** Everything that the server knows. */
export class World {
  people = new People();
  groups = new Groups();
  waiting = new WaitingRoom();
  /** @type {Map<string, Call>} */
  calls = new Map();
  /** @type {Receipt[]} */
  receipts = [];
  media = new MediaStore();
  faults = new Faults();
  /** @type {Map<string, number>} how often each path of the media host was asked for */
  downloads = new Map();
  /** What a client has to show for an upload. */
  mediaAuth = randomBytes(12).toString('base64url');
  /** The media host's name and port. */
  mediaHost = '';

  /** @param {string} directPath */
  mediaUrl(directPath) {
    return `https://${this.mediaHost}${directPath}`;
  }

  /** @param {Receipt} receipt */
  addReceipt(receipt) {
    this.receipts.push(receipt);
    if (this.receipts.length > REMEMBERED_RECEIPTS) {
      this.receipts.shift();
    }
  }
}
