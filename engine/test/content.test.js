import assert from 'node:assert/strict';
import { createCipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { proto } from 'baileys';
import { factOf } from '../src/content/fact.js';
import { readToken } from '../src/media/token.js';

const customer = '5511900000002@s.whatsapp.net';
const customerLid = '100000000000002@lid';
const group = '120363000000000001@g.us';
const place = { id: 'A', chat: customer, fromMe: false, senders: [customer, customerLid] };
const inGroup = { ...place, chat: group, participant: customerLid };
const file = {
  url: 'https://mmg.whatsapp.net/o1/v/t62/f1/x?ccb=9', directPath: '/o1/v/t62/f1/x?ccb=9', mediaKey: Buffer.alloc(32, 1), fileSha256: Buffer.alloc(32, 2), fileEncSha256: Buffer.alloc(32, 3), fileLength: 1000,
};

/**
 * @param {proto.IMessage | object} message
 * @param {import('../src/content/fact.js').Place} [where]
 * @param {import('../src/content/fact.js').SecretsOf} [secretsOf]
 */
const read = (message, where = place, secretsOf = async () => []) =>
  factOf(proto.Message.decode(proto.Message.encode(proto.Message.fromObject(message)).finish()), where, secretsOf);

/** @param {any} fact */
const withoutToken = fact => {
  if (fact?.content?.file) {
    delete fact.content.file.token;
  }

  return fact;
};

for (const [name, message, expected] of /** @type {[string, object, object | undefined][]} */ ([
  ['a disappearing text', { ephemeralMessage: { message: { extendedTextMessage: { text: 'gone soon' } } } }, { kind: 'text', text: 'gone soon' }],
  ['blanks', { conversation: '  ' }, { kind: 'text', text: '  ' }],
  ['a picture', { imageMessage: { ...file, mimetype: 'image/png', caption: 'look' } }, { kind: 'media', media: 'image', file: { mimeType: 'image/png', size: 1000 }, caption: 'look' }],
  ['a film', { videoMessage: { ...file, seconds: 7 } }, { kind: 'media', media: 'video', file: { mimeType: 'video/mp4', size: 1000, seconds: 7 } }],
  ['a GIF', { videoMessage: { ...file, gifPlayback: true } }, { kind: 'media', media: 'gif', file: { mimeType: 'video/mp4', size: 1000 } }],
  ['a video note', { ptvMessage: file }, { kind: 'media', media: 'videoNote', file: { mimeType: 'video/mp4', size: 1000 } }],
  ['a song', { audioMessage: { ...file, mimetype: 'audio/mp4' } }, { kind: 'media', media: 'audio', file: { mimeType: 'audio/mp4', size: 1000 } }],
  ['a voice message', { audioMessage: { ...file, ptt: true, seconds: 3 } }, { kind: 'media', media: 'voice', file: { mimeType: 'audio/ogg; codecs=opus', size: 1000, seconds: 3 } }],
  ['a document with words', { documentWithCaptionMessage: { message: { documentMessage: { ...file, fileName: 'bill.pdf', mimetype: 'application/pdf', caption: 'the bill' } } } },
    { kind: 'media', media: 'document', file: { mimeType: 'application/pdf', fileName: 'bill.pdf', size: 1000 }, caption: 'the bill' }],
  ['a moving sticker', { stickerMessage: { ...file, isAnimated: true } }, { kind: 'media', media: 'sticker', file: { mimeType: 'image/webp', size: 1000, isAnimated: true } }],
  ['a drawn sticker', { lottieStickerMessage: { message: { stickerMessage: { ...file, mimetype: 'application/was', isLottie: true } } } },
    { kind: 'media', media: 'sticker', file: { mimeType: 'application/was', size: 1000, isAnimated: true } }],
  ['a picture without keys', { imageMessage: { caption: 'look' } }, { kind: 'unsupported', type: 'imageMessage', caption: 'look' }],
  ['a mime type that is none', { imageMessage: { ...file, mimetype: 'text\n/html' } }, { kind: 'media', media: 'image', file: { mimeType: 'image/jpeg', size: 1000 } }],
  ['a picture to be seen once', { viewOnceMessageV2: { message: { imageMessage: file } } }, { kind: 'viewOnce', media: 'image' }],
  ['a voice message to be heard once', { viewOnceMessageV2Extension: { message: { audioMessage: { ...file, ptt: true } } } }, { kind: 'viewOnce', media: 'voice' }],
  ['a film that says itself that it is to be seen once', { videoMessage: { ...file, viewOnce: true } }, { kind: 'viewOnce', media: 'video' }],
  ['an album', { albumMessage: { expectedImageCount: 2 } }, undefined],
  ['a picture once more in a better form', { associatedChildMessage: { message: { imageMessage: file } }, messageContextInfo: { messageAssociation: { associationType: 'HD_IMAGE_DUAL_UPLOAD' } } }, undefined],
  ['a picture of an album', { imageMessage: file, messageContextInfo: { messageAssociation: { associationType: 'MEDIA_ALBUM' } } }, { kind: 'media', media: 'image', file: { mimeType: 'image/jpeg', size: 1000 } }],
  ['a place', { locationMessage: { degreesLatitude: -23.5, degreesLongitude: -46.6, name: 'Shop', address: 'Main street', url: 'https://example.com' } },
    { kind: 'location', latitude: -23.5, longitude: -46.6, name: 'Shop', address: 'Main street', url: 'https://example.com' }],
  ['the first point of a live place', { liveLocationMessage: { degreesLatitude: 1, degreesLongitude: 2, caption: 'coming' } }, { kind: 'location', latitude: 1, longitude: 2, caption: 'coming', isLive: true }],
  ['a later point of a live place', { liveLocationMessage: { degreesLatitude: 1, degreesLongitude: 2, timeOffset: 30 } }, undefined],
  ['a place nowhere on earth', { locationMessage: { degreesLatitude: 123, degreesLongitude: 2, name: 'Moon' } }, { kind: 'unsupported', type: 'locationMessage', caption: 'Moon' }],
  ['two contacts', { contactsArrayMessage: { contacts: [{ displayName: 'Ana', vcard: 'BEGIN:VCARD\nTEL;waid=5511900000003:+55 11 90000-0003\nEND:VCARD' }, { vcard: 'BEGIN:VCARD\nFN:Rui\nEND:VCARD' }] } },
    { kind: 'contacts', cards: [{ name: 'Ana', numbers: ['+55 11 90000-0003'] }, { name: 'Rui', numbers: [] }] }],
  ['a poll', { pollCreationMessageV3: { name: 'when?', options: [{ optionName: 'today' }, { optionName: 'never' }], selectableOptionsCount: 1 } }, { kind: 'poll', question: 'when?', options: ['today', 'never'], isMultiple: false }],
  ['a poll of the fourth form', { pollCreationMessageV4: { message: { pollCreationMessage: { name: 'when?', options: [{ optionName: 'today' }] } } } }, { kind: 'poll', question: 'when?', options: ['today'], isMultiple: true }],
  ['what was chosen from a list', { listResponseMessage: { title: 'Pizza', description: 'large' } }, { kind: 'choice', title: 'Pizza', description: 'large' }],
  ['a pressed button', { buttonsResponseMessage: { selectedButtonId: 'yes', selectedDisplayText: 'Yes' } }, { kind: 'choice', title: 'Yes' }],
  ['a pressed button of a template', { templateButtonReplyMessage: { selectedId: 'yes' } }, { kind: 'choice', title: 'yes' }],
  ['a filled form', { interactiveResponseMessage: { body: { text: 'Sent' }, nativeFlowResponseMessage: { name: 'flow', paramsJson: '{"flow_token":"x","name":"Ana","age":30}' } } }, { kind: 'choice', title: 'Sent', description: 'name: Ana\nage: 30' }],
  ['a list', { listMessage: { title: 'Menu', description: 'Choose', footerText: 'Shop', sections: [{ title: 'Food', rows: [{ title: 'Pizza', description: 'large', rowId: '1' }] }] } },
    { kind: 'menu', options: [{ title: 'Pizza', detail: 'large' }], title: 'Menu', text: 'Choose', footer: 'Shop' }],
  ['buttons', { buttonsMessage: { contentText: 'Sure?', buttons: [{ buttonId: '1', buttonText: { displayText: 'Yes' } }] } }, { kind: 'menu', options: [{ title: 'Yes' }], text: 'Sure?' }],
  ['a template', { templateMessage: { hydratedTemplate: { hydratedTitleText: 'Hi', hydratedContentText: 'Your order', hydratedButtons: [{ index: 0, urlButton: { displayText: 'See', url: 'https://example.com/1' } }, { index: 1, callButton: { displayText: 'Call', phoneNumber: '+5511900000001' } }] } } },
    { kind: 'menu', options: [{ title: 'See', detail: 'https://example.com/1' }, { title: 'Call', detail: '+5511900000001' }], title: 'Hi', text: 'Your order' }],
  ['a Pix request', { interactiveMessage: { body: { text: 'Please pay' }, nativeFlowMessage: { buttons: [{ name: 'payment_info', buttonParamsJson: JSON.stringify({
    currency: 'BRL', total_amount: { value: 1050, offset: 100 }, order: { items: [{ name: 'Cake', quantity: 2, amount: { value: 525, offset: 100 } }] },
    payment_settings: [{ type: 'pix_static_code', pix_static_code: { merchant_name: 'Shop', key: 'shop@example.com', key_type: 'EMAIL' } }],
  }) }] } } }, { kind: 'menu', options: [{ title: 'Cake', detail: '2 × BRL 5.25' }, { title: 'Total', detail: 'BRL 10.50' }, { title: 'Pix key · EMAIL · Shop', detail: 'shop@example.com' }], text: 'Please pay' }],
  ['a carousel', { interactiveMessage: { body: { text: 'Our cakes' }, carouselMessage: { cards: [{ header: { title: 'Apple' }, body: { text: 'sweet' }, nativeFlowMessage: { buttons: [{ name: 'quick_reply', buttonParamsJson: '{"display_text":"Buy"}' }] } }] } } },
    { kind: 'menu', options: [{ title: 'Apple', detail: 'sweet' }, { title: 'Buy' }], text: 'Our cakes' }],
  ['an event', { eventMessage: { name: 'Opening', description: 'Come', location: { name: 'Shop', degreesLatitude: 1, degreesLongitude: 2 }, startTime: 1700000000, joinLink: 'https://call.whatsapp.com/x', isCanceled: true } },
    { kind: 'event', name: 'Opening', description: 'Come', location: 'Shop', startsAt: 1700000000000, link: 'https://call.whatsapp.com/x', isCanceled: true }],
  ['an order', { orderMessage: { orderTitle: 'Shop', message: 'two', itemCount: 2, totalAmount1000: 10500, totalCurrencyCode: 'BRL' } }, { kind: 'order', title: 'Shop', text: 'two', items: 2, amount: 10.5, currency: 'BRL' }],
  ['a product', { productMessage: { product: { title: 'Cake', description: 'round', priceAmount1000: 5250, currencyCode: 'BRL', url: 'https://example.com' }, body: 'still there?' } },
    { kind: 'product', title: 'Cake', description: 'round', amount: 5.25, currency: 'BRL', url: 'https://example.com', text: 'still there?' }],
  ['an invitation', { groupInviteMessage: { groupName: 'Friends', inviteCode: 'AbCdEfGh', caption: 'come' } }, { kind: 'invite', group: 'Friends', link: 'https://chat.whatsapp.com/AbCdEfGh', caption: 'come' }],
  ['a payment', { requestPaymentMessage: { amount1000: 1500, currencyCodeIso4217: 'BRL', noteMessage: { extendedTextMessage: { text: 'for lunch' } } } }, { kind: 'unsupported', type: 'requestPaymentMessage', caption: 'BRL 1.50 – for lunch' }],
  ['something new', { stickerPackMessage: { name: 'Cats' } }, { kind: 'unsupported', type: 'stickerPackMessage', caption: 'Cats' }],
  ['a sender key alone', { senderKeyDistributionMessage: { groupId: group } }, undefined],
  ['a pinned message', { pinInChatMessage: { key: { id: 'B' } } }, undefined],
  ['a call in the log', { callLogMesssage: { isVideo: true } }, undefined],
  ['nothing', {}, undefined],
])) {
  test(`${name} becomes ${expected ? /** @type {any} */ (expected).kind : 'nothing'}`, async () => {
    assert.deepEqual(withoutToken(await read(message))?.content, expected);
  });
}

test('a file\'s token tells where it is, its keys, and whose it is', async () => {
  const fact = /** @type {any} */ (await read({ imageMessage: file }, inGroup));
  assert.deepEqual(readToken(fact.content.file.token), {
    type: 'image', path: '/o1/v/t62/f1/x?ccb=9', host: 'mmg.whatsapp.net', key: file.mediaKey, hash: file.fileSha256, encryptedHash: file.fileEncSha256,
    message: { id: 'A', chat: group, fromMe: false, participant: customerLid },
  });
});

test('a text tells what it answers, whom it mentions, and that it was forwarded', async () => {
  const contextInfo = { stanzaId: 'B', participant: '5511900000001:3@s.whatsapp.net', quotedMessage: { imageMessage: { caption: 'the cake' } }, mentionedJid: [customerLid, 'nonsense'], isForwarded: true };
  assert.deepEqual(await read({ extendedTextMessage: { text: 'nice', contextInfo } }), {
    kind: 'message', content: { kind: 'text', text: 'nice' }, quote: { id: 'B', sender: '5511900000001@s.whatsapp.net', text: 'the cake' }, mentions: [customerLid], isForwarded: true,
  });
});

test('an ad that began a chat is told, with its picture inside of the token, or without one', async () => {
  const picture = Buffer.from('ffd8ffe000104a464946', 'hex');
  const externalAdReply = { title: 'Cakes', body: 'Fresh', sourceUrl: 'https://fb.me/1', thumbnail: picture };
  const { ad } = /** @type {any} */ (await read({ extendedTextMessage: { text: 'hi', contextInfo: { externalAdReply } } }));
  assert.deepEqual([ad.title, ad.text, ad.url, ad.picture.mimeType, readToken(ad.picture.token)?.inline], ['Cakes', 'Fresh', 'https://fb.me/1', 'image/jpeg', picture]);
  const bare = /** @type {any} */ (await read({ extendedTextMessage: { text: 'hi', contextInfo: { externalAdReply: { title: 'Cakes', thumbnail: Buffer.alloc(100_000, 255) } } } }));
  assert.deepEqual(bare.ad, { title: 'Cakes' });
});

for (const [name, message, where, expected] of /** @type {[string, object, any, object | undefined][]} */ ([
  ['a reaction', { reactionMessage: { key: { id: 'B' }, text: '👍' } }, place, { kind: 'reaction', target: 'B', emoji: '👍' }],
  ['a reaction taken back', { reactionMessage: { key: { id: 'B' }, text: '' } }, place, { kind: 'reaction', target: 'B', emoji: '' }],
  ['an edit', { protocolMessage: { type: 'MESSAGE_EDIT', key: { id: 'B', fromMe: true }, editedMessage: { conversation: 'better' } } }, place, { kind: 'edit', target: 'B', content: { kind: 'text', text: 'better' } }],
  ['an edit in its cover', { editedMessage: { message: { protocolMessage: { type: 'MESSAGE_EDIT', key: { id: 'B', fromMe: true }, editedMessage: { imageMessage: { caption: 'better' } } } } } }, place,
    { kind: 'edit', target: 'B', content: { kind: 'text', text: 'better' } }],
  ['an edit of somebody else\'s message', { protocolMessage: { type: 'MESSAGE_EDIT', key: { id: 'B', fromMe: false }, editedMessage: { conversation: 'worse' } } }, place, undefined],
  ['a deletion', { protocolMessage: { type: 'REVOKE', key: { id: 'B', fromMe: true } } }, place, { kind: 'delete', target: 'B' }],
  ['a deletion of somebody else\'s message', { protocolMessage: { type: 'REVOKE', key: { id: 'B', fromMe: false } } }, place, undefined],
  ['a deletion by an admin', { protocolMessage: { type: 'REVOKE', key: { id: 'B', fromMe: false, remoteJid: group, participant: '5511900000009@s.whatsapp.net' } } }, inGroup, { kind: 'delete', target: 'B' }],
  ['a deletion in another group', { protocolMessage: { type: 'REVOKE', key: { id: 'B', fromMe: true, remoteJid: '120363000000000002@g.us' } } }, inGroup, undefined],
  ['a vote in an unknown poll', { pollUpdateMessage: { pollCreationMessageKey: { id: 'B' }, vote: { encPayload: Buffer.alloc(40), encIv: Buffer.alloc(12) } } }, place, { kind: 'vote', target: 'B' }],
  ['a reaction to a message with a broken id', { reactionMessage: { key: { id: 'B C' }, text: '+' } }, place, undefined],
  ['a change of a setting', { protocolMessage: { type: 'EPHEMERAL_SETTING' } }, place, undefined],
])) {
  test(`${name} ${expected ? 'is told' : 'is not'}`, async () => {
    assert.deepEqual(await read(message, where), expected);
  });
}

/**
 * @param {Uint8Array} plaintext
 * @param {Uint8Array} secret
 * @param {string[]} parts
 * @param {string} associated
 */
function seal(plaintext, secret, parts, associated) {
  const encIv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(32), parts.join(''), 32)), encIv).setAAD(Buffer.from(associated));
  return { encPayload: Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]), encIv };
}

test('a vote is read with the secret of its poll, by whichever address', async () => {
  const secret = randomBytes(32);
  const own = ['5511900000001@s.whatsapp.net', '100000000000001@lid'];
  const selectedOptions = [createHash('sha256').update('never').digest()];
  const vote = seal(proto.Message.PollVoteMessage.encode({ selectedOptions }).finish(), secret, ['B', '100000000000001@lid', customerLid, 'Poll Vote'], `B\0${customerLid}`);
  const secretsOf = async () => [{ secret: randomBytes(32), writers: own, options: ['today'], at: 0 }, { secret, writers: own, options: ['today', 'never'], at: 0 }];
  assert.deepEqual(await read({ pollUpdateMessage: { pollCreationMessageKey: { id: 'B' }, vote } }, place, secretsOf), { kind: 'vote', target: 'B', options: ['never'] });
});

test('an encrypted reaction, edit and answer are read with the secret of the message that they concern', async () => {
  const secret = randomBytes(32);
  const secretsOf = async () => [{ secret, writers: [customer], at: 0 }];
  const targetMessageKey = { id: 'B', fromMe: true };
  const reaction = seal(proto.Message.ReactionMessage.encode({ text: '👍' }).finish(), secret, ['B', customer, customer, 'Enc Reaction'], '');
  assert.deepEqual(await read({ encReactionMessage: { targetMessageKey, ...reaction } }, place, secretsOf), { kind: 'reaction', target: 'B', emoji: '👍' });
  const edit = seal(proto.Message.encode({ eventMessage: { name: 'Later' } }).finish(), secret, ['B', customer, customer, 'Event Edit'], '');
  assert.deepEqual(await read({ secretEncryptedMessage: { targetMessageKey, secretEncType: 'EVENT_EDIT', ...edit } }, place, secretsOf), { kind: 'edit', target: 'B', content: { kind: 'event', name: 'Later' } });
  const answer = seal(proto.Message.EventResponseMessage.encode({ response: 1 }).finish(), secret, ['B', customer, customer, 'Event Response'], `B\0${customer}`);
  assert.deepEqual(await read({ encEventResponseMessage: { eventCreationMessageKey: targetMessageKey, ...answer } }, place, secretsOf), { kind: 'message', content: { kind: 'choice', title: 'Going' }, quote: { id: 'B' } });
  assert.equal(await read({ encReactionMessage: { targetMessageKey, ...reaction } }), undefined);
});
