import { getBinaryNodeChild } from 'baileys';
import { address, list, told } from '../content/values.js';
import { pictureOf } from './people.js';
import { removePicture, setPicture } from './profile.js';
import { codeOf, Refusal } from './refusal.js';

/** @typedef {import('./connection.js').Socket} Socket */
/** @typedef {import('./actions.js').Tools} Tools */
/** @typedef {import('./groups.js').Metadata} Metadata */

const mostPeople = 2048;
const byRequest = new Set(['approve', 'reject']);
const namesMembers = new Set(['remove', 'promote', 'demote']);

/** @type {Record<string, import('./actions.js').Action>} */
export const groupActions = {
  async createGroup(tools, action) {
    const made = await tools.socket.groupCreate(action.name, people(action.participants));
    const { failed } = await change(tools, made.id, { ...action, name: undefined });
    return { group: await describe(tools, made.id), failed: failed.map(({ part }) => part) };
  },

  async listGroups({ socket }) {
    return { groups: Object.values(await socket.groupFetchAllParticipating()).map(detailsOf) };
  },

  async readGroup(tools, { group, inviteCode }) {
    return inviteCode ? detailsOf(await tools.socket.groupGetInviteInfo(inviteCode)) : describe(tools, group);
  },

  async updateGroup(tools, action) {
    const { done, failed } = await change(tools, action.group, action);
    if (done === 0 && failed[0]) {
      throw failed[0].error;
    }

    return { group: await describe(tools, action.group), failed: failed.map(({ part }) => part) };
  },

  async changeMembers({ socket, groups }, { group, change: what, users }) {
    const jids = people(users);
    try {
      const outcomes = byRequest.has(what)
        ? await socket.groupRequestParticipantsUpdate(group, jids, what)
        : await socket.groupParticipantsUpdate(group, namesMembers.has(what) ? await asMembers(socket, group, jids) : jids, what);
      return { outcomes: outcomes.flatMap((/** @type {any} */ { jid, status, content }) => outcomeOf(jid, status, content?.attrs)) };
    } finally {
      groups.forget(group);
    }
  },

  async joinGroup({ socket }, { inviteCode }) {
    return told({ group: address(await socket.groupAcceptInvite(inviteCode)) });
  },

  async resetInvite({ socket }, { group }) {
    return { code: (await socket.groupRevokeInvite(group)) ?? '' };
  },

  async readJoinRequests({ socket }, { group }) {
    const requests = await socket.groupRequestParticipantsList(group);
    return { requests: list(requests, mostPeople).flatMap(({ jid, phone_number: phone }) => (address(jid) ? [{ user: address(jid), ...told({ phone: address(phone) }) }] : [])) };
  },

  async leaveGroup({ socket, groups }, { group }) {
    // Whoever is not a member is refused here; the departure itself is answered in any case.
    await socket.groupMetadata(group);
    const answer = await socket.query({
      tag: 'iq',
      attrs: { type: 'set', xmlns: 'w:g2', to: '@g.us' },
      content: [{ tag: 'leave', attrs: {}, content: [{ tag: 'group', attrs: { id: group } }] }],
    });
    groups.forget(group);
    const code = getBinaryNodeChild(getBinaryNodeChild(answer, 'leave'), 'group')?.attrs.error;
    if (code) {
      throw new Refusal(Number(code));
    }

    return {};
  },
};

/** @param {unknown} users */
function people(users) {
  return /** @type {string[]} */ (list(users, mostPeople).map(address).filter(jid => jid !== undefined));
}

/**
 * Some members by the address that their group knows them by.
 *
 * @param {Socket} socket
 * @param {string} group
 * @param {string[]} jids
 */
async function asMembers(socket, group, jids) {
  const { participants } = await socket.groupMetadata(group);
  return jids.map(jid => participants.find(({ id, lid, phoneNumber }) => [id, lid, phoneNumber].map(address).includes(jid))?.id ?? jid);
}

/**
 * @param {string} jid
 * @param {string} status
 * @param {Record<string, string> | undefined} attrs
 */
function outcomeOf(jid, status, attrs) {
  const user = address(jid);
  return user ? [{ user, ...told({ phone: address(attrs?.phone_number) }), code: Number(status) || 500 }] : [];
}

/**
 * Changes one thing after the other. What fails does not hold up the rest: there is no way back from what is done.
 *
 * @param {Tools} tools
 * @param {string} group
 * @param {any} wanted
 */
async function change({ socket, groups, failed: tell }, group, wanted) {
  const settings = wanted.settings ?? {};
  /** @type {[string, unknown, () => Promise<unknown>][]} */
  const parts = [
    ['name', wanted.name, () => socket.groupUpdateSubject(group, wanted.name)],
    ['description', wanted.description, () => socket.groupUpdateDescription(group, wanted.description)],
    ['image', wanted.removePicture ? undefined : wanted.picturePath, () => setPicture(socket, group, wanted.picturePath)],
    ['removeImage', wanted.removePicture || undefined, () => removePicture(socket, group)],
    ['membersCanEditInfo', settings.membersCanEditInfo, () => socket.groupSettingUpdate(group, settings.membersCanEditInfo ? 'unlocked' : 'locked')],
    ['membersCanSendMessages', settings.membersCanSendMessages, () => socket.groupSettingUpdate(group, settings.membersCanSendMessages ? 'not_announcement' : 'announcement')],
    ['membersCanAddOthers', settings.membersCanAddOthers, () => socket.groupMemberAddMode(group, settings.membersCanAddOthers ? 'all_member_add' : 'admin_add')],
    ['requireAdminApproval', settings.requireAdminApproval, () => socket.groupJoinApprovalMode(group, settings.requireAdminApproval ? 'on' : 'off')],
  ];
  const failed = [];
  let done = 0;
  for (const [part, value, apply] of parts.filter(([, value]) => value !== undefined && value !== null)) {
    try {
      await apply();
      done++;
    } catch (error) {
      tell(`${part} of a group (${typeof value})`, error);
      failed.push({ part, error });
    }
  }

  groups.forget(group);
  return { done, failed };
}

/**
 * A group as it is now; the invitation code only where this number may see it.
 *
 * @param {Tools} tools
 * @param {string} group
 */
async function describe({ socket, failed }, group) {
  const metadata = await socket.groupMetadata(group);
  const [inviteCode, picture] = await Promise.all([
    socket.groupInviteCode(group).catch(error => (codeOf(error) ? undefined : failed('an invitation code', error))),
    pictureOf(socket, group).catch(error => failed('a picture', error)),
  ]);
  return { ...detailsOf(metadata), ...told({ inviteCode: inviteCode ?? undefined, pictureUrl: picture?.url }) };
}

/** @param {Metadata} metadata */
function detailsOf({ id, subject, desc, owner, ownerPn, creation, size, participants, restrict, announce, memberAddMode, joinApprovalMode, ephemeralDuration, isCommunityAnnounce }) {
  return {
    id,
    name: subject ?? '',
    ...told({ description: desc, createdBy: address(ownerPn) ?? address(owner), createdAt: creation ? creation * 1000 : undefined }),
    size: size ?? participants.length,
    participants: participants.flatMap(participantOf),
    settings: {
      membersCanEditInfo: !restrict, membersCanSendMessages: !announce, membersCanAddOthers: !!memberAddMode, requireAdminApproval: !!joinApprovalMode,
    },
    isEphemeral: !!ephemeralDuration,
    isDefaultSubGroup: !!isCommunityAnnounce,
  };
}

/** @param {Metadata['participants'][number]} participant */
function participantOf({ id, lid, phoneNumber, admin }) {
  const user = address(id);
  const known = [user, address(lid), address(phoneNumber)];
  return user ? [{
    user,
    ...told({ lid: known.find(jid => jid?.endsWith('@lid')), phone: known.find(jid => jid?.endsWith('@s.whatsapp.net')) }),
    isAdmin: admin === 'admin' || admin === 'superadmin',
    isSuperAdmin: admin === 'superadmin',
  }] : [];
}
