import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { FakeWhatsApp } from './fake.js';
import { link } from './link.js';
import { folder } from './support.js';

/** @type {FakeWhatsApp} */
let fake;
/** @type {() => Promise<void>} */
let stop;

before(async () => {
  ({ fake, stop } = await FakeWhatsApp.start());
});
after(() => stop());

/**
 * A linked phone, and what it is asked to do.
 *
 * @param {import('node:test').TestContext} context
 */
async function linked(context) {
  const phone = await link(fake, context, {});
  /** @type {(action: object) => Promise<any>} */
  const act = action => phone.gateway.ask('session/act', { session: 'shop', action });
  /** @type {(action: object) => Promise<any>} */
  const done = async action => {
    const answer = await act(action);
    assert.equal(answer.kind, 'done', `${JSON.stringify(action)}: ${JSON.stringify(answer)}`);
    return answer.value;
  };
  return { ...phone, act, done };
}

test('a group is made, changed, peopled and left', async context => {
  const { done, act, number } = await linked(context);
  const [first, second] = [await fake.newPeer(), await fake.newPeer()];
  const picturePath = join(await folder(context), 'picture.jpg');
  await writeFile(picturePath, Buffer.from('a picture'));
  const settings = { membersCanEditInfo: false, membersCanSendMessages: false, membersCanAddOthers: true, requireAdminApproval: true };
  const made = await done({ kind: 'createGroup', name: 'Orders', participants: [first.jid], description: 'Ask here', picturePath, settings });
  const { id, inviteCode, pictureUrl, createdAt, ...group } = made.group;
  assert.deepEqual(made.failed, []);
  assert.ok(inviteCode && pictureUrl && Math.abs(createdAt - Date.now()) < 60_000);
  assert.deepEqual({ ...group, participants: group.participants.length }, {
    name: 'Orders', description: 'Ask here', createdBy: `${number}@s.whatsapp.net`, size: 2, participants: 2, settings, isEphemeral: false, isDefaultSubGroup: false,
  });
  assert.deepEqual(group.participants[1], { user: first.lid, lid: first.lid, phone: first.jid, isAdmin: false, isSuperAdmin: false });
  assert.equal((await done({ kind: 'readGroup', inviteCode })).id, id);
  assert.deepEqual((await done({ kind: 'listGroups' })).groups.map((/** @type {any} */ one) => one.id), [id]);

  const members = async (/** @type {string} */ change, /** @type {any[]} */ ...users) =>
    (await done({ kind: 'changeMembers', group: id, change, users })).outcomes.map((/** @type {any} */ { code }) => code);
  assert.deepEqual(await members('add', second.jid, first.jid, '5511999999999@s.whatsapp.net'), [200, 409, 404]);
  assert.deepEqual(await members('promote', second.jid), [200]);
  assert.deepEqual(await members('remove', first.jid), [200]);
  await fake.ask(`/groups/${id}/requests`, { number: first.number });
  assert.deepEqual((await done({ kind: 'readJoinRequests', group: id })).requests, [{ user: first.lid, phone: first.jid }]);
  assert.deepEqual(await members('approve', first.lid), [200]);

  const changed = await done({ kind: 'updateGroup', group: id, name: 'Sales', description: '', removePicture: true, settings: { requireAdminApproval: false } });
  assert.deepEqual([changed.group.name, changed.group.description, changed.group.pictureUrl, changed.group.settings.requireAdminApproval], ['Sales', undefined, undefined, false]);
  const { code } = await done({ kind: 'resetInvite', group: id });
  assert.notEqual(code, inviteCode);
  assert.deepEqual(await act({ kind: 'joinGroup', inviteCode }), { kind: 'refused', code: 406 });
  assert.deepEqual(await done({ kind: 'leaveGroup', group: id }), {});
  assert.deepEqual(await act({ kind: 'leaveGroup', group: id }), { kind: 'refused', code: 403 });
  assert.deepEqual(await act({ kind: 'updateGroup', group: id, name: 'x' }), { kind: 'refused', code: 403 });
  assert.deepEqual(await done({ kind: 'joinGroup', inviteCode: code }), { group: id });
  const other = await fake.ask('/groups', { subject: 'Family', owner: first.number, participants: [number] });
  assert.deepEqual(await act({ kind: 'resetInvite', group: other.id }), { kind: 'refused', code: 403 });
  assert.equal((await done({ kind: 'readGroup', group: other.id })).inviteCode, undefined);
});

test('profile, privacy and blocking', async context => {
  const { done, act, number, lid } = await linked(context);
  const peer = await fake.newPeer({ businessName: 'Flowers' });
  const picturePath = join(await folder(context), 'picture.jpg');
  await writeFile(picturePath, Buffer.from('a picture'));
  await done({ kind: 'changeAccount', status: 'Open until six', picturePath });
  const own = await done({ kind: 'readAccount' });
  assert.ok(own.pictureUrl);
  assert.deepEqual({ ...own, pictureUrl: 0 }, { user: `${number}@s.whatsapp.net`, phone: `${number}@s.whatsapp.net`, lid: `${lid}@lid`, name: 'Shop', status: 'Open until six', pictureUrl: 0 });
  await done({ kind: 'changeAccount', removePicture: true });
  assert.equal((await done({ kind: 'readAccount' })).pictureUrl, undefined);

  const changed = await done({ kind: 'changePrivacy', settings: { lastSeen: 'contacts', readReceipts: 'none', callAdd: 'known' } });
  assert.deepEqual(changed, { lastSeen: 'contacts', status: 'all', profile: 'all', online: 'all', readReceipts: 'none', callAdd: 'known', groupAdd: 'all' });
  assert.deepEqual(await done({ kind: 'readPrivacy' }), changed);

  assert.deepEqual(await done({ kind: 'blockUser', user: peer.jid, block: true }), { count: 1 });
  assert.deepEqual(await done({ kind: 'blockUser', user: peer.jid, block: false }), { count: 0 });
  assert.deepEqual(await act({ kind: 'blockUser', user: '5511999999999@s.whatsapp.net', block: true }), { kind: 'refused', code: 404 });
  assert.equal((await done({ kind: 'readAccount', user: peer.jid })).name, 'Flowers');
});

test('chats, labels and the name are settings that the phone shares', async context => {
  const { done, act, number } = await linked(context);
  const chat = (await fake.newPeer()).jid;
  assert.deepEqual(await act({ kind: 'pinChat', chat, pin: true }), { kind: 'unavailable' });
  await fake.ask(`/phones/${number}/settings-key`, {});
  const last = { id: '3EB0000000000001', fromMe: true, at: 1_700_000_000_000 };
  const pinned = async () => (await act({ kind: 'pinChat', chat, pin: true })).kind === 'done';
  while (!(await pinned()));
  await done({ kind: 'archiveChat', chat, archive: true, last });
  await done({ kind: 'muteChat', chat, until: -1 });
  await done({ kind: 'markChat', chat, read: false });
  await done({ kind: 'deleteChat', chat, last });
  await done({ kind: 'starMessage', chat, message: last.id, fromMe: true, star: true });
  await done({ kind: 'deleteMessage', chat, message: last.id, fromMe: true, at: last.at });
  await done({ kind: 'changeAccount', name: 'The shop' });
  assert.equal((await done({ kind: 'readAccount' })).name, 'The shop');

  const label = await done({ kind: 'createLabel', name: 'VIP', color: 3 });
  assert.deepEqual(label, { id: '1', name: 'VIP', color: 3, isPredefined: false, deleted: false });
  await done({ kind: 'assignLabel', chat, id: '1', assign: true });
  assert.deepEqual(await done({ kind: 'listLabelledChats' }), { chats: [{ chat, label: '1' }] });
  await done({ kind: 'assignLabel', chat, id: '1', assign: false });
  assert.deepEqual(await done({ kind: 'listLabelledChats' }), { chats: [] });
  assert.deepEqual(await act({ kind: 'assignLabel', chat, id: '7', assign: true }), { kind: 'refused', code: 404 });
  assert.equal((await done({ kind: 'deleteLabel', id: '1' })).deleted, true);
  assert.deepEqual((await done({ kind: 'listLabels' })).labels.map((/** @type {any} */ one) => one.deleted), [true]);

  const settings = await fake.until(`/phones/${number}/settings`, all => all.length >= 12);
  assert.deepEqual(settings.map((/** @type {any} */ { index }) => index), [
    ['pin_v1', chat], ['archive', chat], ['mute', chat], ['markChatAsRead', chat], ['deleteChat', chat, '1'], ['star', chat, last.id, '1', '0'],
    ['deleteMessageForMe', chat, last.id, '1', '0'], ['setting_pushName'], ['label_edit', '1'], ['label_jid', '1', chat], ['label_jid', '1', chat], ['label_edit', '1'],
  ]);
  assert.equal(Number(settings[6].action.deleteMessageForMeAction.messageTimestamp), last.at / 1000);
  assert.equal(settings[1].action.archiveChatAction.messageRange.messages[0].key.id, last.id);
  assert.deepEqual(await act({ kind: 'nonsense' }), { kind: 'unavailable' });
});
