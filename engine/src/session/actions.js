import { describe } from '../masking.js';
import { chatActions } from './chat-state.js';
import { groupActions } from './group-admin.js';
import { labelActions } from './labels.js';
import { profileActions } from './profile.js';
import { codeOf } from './refusal.js';

/** @typedef {import('./connection.js').Socket} Socket */
/** @typedef {{kind: 'done', value: object} | {kind: 'refused', code: number} | {kind: 'notConnected'} | {kind: 'unavailable'}} Answer */

/**
 * @typedef {object} Tools what an action works with
 * @property {Socket} socket the open one
 * @property {import('./groups.js').Groups} groups
 * @property {import('./labels.js').Labels} labels
 * @property {(what: string, error: unknown) => void} failed tells the log of a part that failed
 */

/** @typedef {(tools: Tools, action: any) => Promise<object>} Action */

/** @type {Record<string, Action>} */
const actions = { ...groupActions, ...profileActions, ...chatActions, ...labelActions };

/** What a number does beside writing: groups, its profile, the state of its chats. */
export class Actions {
  #socket;
  #groups;
  #labels;
  #log;

  /**
   * @param {() => Socket | undefined} socket the open one
   * @param {import('./groups.js').Groups} groups
   * @param {import('./labels.js').Labels} labels
   * @param {import('../log.js').Log} log
   */
  constructor(socket, groups, labels, log) {
    this.#socket = socket;
    this.#groups = groups;
    this.#labels = labels;
    this.#log = log;
  }

  /**
   * @param {{kind: string}} action
   * @returns {Promise<Answer>}
   */
  async act(action) {
    const socket = this.#socket();
    const act = Object.hasOwn(actions, action.kind) ? actions[action.kind] : undefined;
    if (!socket || !act) {
      return { kind: socket ? 'unavailable' : 'notConnected' };
    }

    const failed = (/** @type {string} */ what, /** @type {unknown} */ error) => this.#log.warn(`${what} failed: ${describe(error)}`);
    try {
      return { kind: 'done', value: await act({ socket, groups: this.#groups, labels: this.#labels, failed }, action) };
    } catch (error) {
      failed(action.kind, error);
      const code = codeOf(error);
      return code === undefined ? { kind: 'unavailable' } : { kind: 'refused', code };
    }
  }
}
