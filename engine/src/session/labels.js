import { LabelAssociationType } from 'baileys/lib/Types/LabelAssociation.js';
import { address, line, told } from '../content/values.js';
import { labelKey, labelledKey, under } from '../store/keys.js';
import { Refusal } from './refusal.js';

/** @typedef {import('./connection.js').Socket} Socket */
/** @typedef {{id: string, name: string, color: number, isPredefined: boolean, deleted: boolean}} Label */

const most = 10_000;

/** The labels of a business number, kept because WhatsApp tells them once. What changes is told by the journal, whoever changed it; what is as it was is no news. */
export class Labels {
  #store;
  #journal;
  #journaled;
  #log;
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();

  /**
   * @param {import('../store/session-store.js').SessionStore} store
   * @param {import('../journal/journal.js').Journal} journal
   * @param {() => void} journaled
   * @param {import('../log.js').Log} log
   */
  constructor(store, journal, journaled, log) {
    this.#store = store;
    this.#journal = journal;
    this.#journaled = journaled;
    this.#log = log;
  }

  /** @param {Socket} socket */
  listenOn(socket) {
    const lost = () => this.#log.warn('a label could not be written down');
    socket.ev.on('labels.edit', ({ id, name, color, deleted, predefinedId }) => {
      this.keep({ id, name: line(name) ?? '', color: Number(color) || 0, isPredefined: predefinedId !== undefined, deleted: !!deleted }).catch(lost);
    });
    socket.ev.on('labels.association', ({ type, association }) => {
      const chat = address(association.chatId);
      if (chat && association.type === LabelAssociationType.Chat) {
        this.assign(chat, association.labelId, type === 'add').catch(lost);
      }
    });
  }

  /** @returns {Promise<Label[]>} deleted ones too */
  async all() {
    return (await this.#store.range({ ...under(labelKey('')), limit: most })).map(([, label]) => label);
  }

  /** @returns {Promise<{chat: string, label: string}[]>} */
  async chats() {
    return (await this.#store.range({ ...under(labelledKey('', '').slice(0, -1)), limit: most })).map(([, labelled]) => labelled);
  }

  /** @param {Label} label */
  keep(label) {
    return this.#inTurn(async () => {
      const before = await this.#store.get(labelKey(label.id));
      const change = label.deleted ? 'deleted' : !before || before.deleted ? 'created' : 'changed';
      if (label.deleted ? before && !before.deleted : change === 'created' || before.name !== label.name || before.color !== label.color) {
        await this.#tell({ change, label }, { [labelKey(label.id)]: label });
      } else {
        // Also one that was gone before it was heard of: its id is taken.
        await this.#store.set({ [labelKey(label.id)]: label });
      }
    });
  }

  /**
   * @param {string} chat
   * @param {string} id
   * @param {boolean} assigned
   */
  assign(chat, id, assigned) {
    return this.#inTurn(async () => {
      const key = labelledKey(id, chat);
      if (!!(await this.#store.get(key)) !== assigned) {
        const label = (await this.#store.get(labelKey(id))) ?? { id };
        await this.#tell({ change: assigned ? 'assigned' : 'removed', label, chat }, { [key]: assigned ? { chat, label: id } : undefined });
      }
    });
  }

  /**
   * @param {{change: string, label: {id: string, name?: string, color?: number}, chat?: string}} news
   * @param {Record<string, unknown>} records
   */
  async #tell({ change, label: { id, name, color }, chat }, records) {
    await this.#journal.append([{ kind: 'label', label: id, change, ...told({ name, color, chat }), sentAt: Date.now() }], records);
    this.#journaled();
  }

  // The look and the write are one: WhatsApp's echo of an own change comes meanwhile.
  /** @param {() => Promise<void>} work */
  #inTurn(work) {
    const mine = this.#last.catch(() => {}).then(work);
    this.#last = mine;
    return mine;
  }
}

/** @type {Record<string, import('./actions.js').Action>} */
export const labelActions = {
  async listLabels({ labels }) {
    return { labels: await labels.all() };
  },

  async createLabel({ socket, labels }, { name, color }) {
    const all = await labels.all();
    const label = { id: String(Math.max(0, ...all.map(({ id }) => Number(id) || 0)) + 1), name, color, isPredefined: false, deleted: false };
    await socket.addLabel('', { id: label.id, name, color });
    await labels.keep(label);
    return label;
  },

  async deleteLabel({ socket, labels }, { id }) {
    const label = { ...(await known(labels, id)), deleted: true };
    await socket.addLabel('', { id, name: label.name, color: label.color, deleted: true });
    await labels.keep(label);
    return label;
  },

  async assignLabel({ socket, labels }, { chat, id, assign }) {
    await known(labels, id);
    await (assign ? socket.addChatLabel(chat, id) : socket.removeChatLabel(chat, id));
    await labels.assign(chat, id, assign);
    return {};
  },

  async listLabelledChats({ socket, labels }, { refresh }) {
    if (refresh) {
      await socket.resyncAppState(['regular'], true);
    }

    return { chats: await labels.chats() };
  },
};

/**
 * @param {Labels} labels
 * @param {string} id
 */
async function known(labels, id) {
  const label = (await labels.all()).find(one => one.id === id && !one.deleted);
  if (!label) {
    throw new Refusal(404);
  }

  return label;
}
