import { line, list, text, time, told } from './values.js';

const mostOptions = 100;

/** @param {any} value of a poll, whatever its version */
export function pollOf(value) {
  const question = text(value.name, 4096);
  const options = list(value.options, mostOptions).flatMap(option => line(option.optionName) ?? []);
  return question || options.length > 0 ? { kind: 'poll', question: question ?? 'Poll', options, isMultiple: value.selectableOptionsCount !== 1 } : undefined;
}

/** @param {any} value of an eventMessage */
export function eventOf(value) {
  const { name, address, degreesLatitude: latitude, degreesLongitude: longitude } = value.location ?? {};
  const place = [line(name), line(address)].filter(Boolean).join(', ') || (Number.isFinite(latitude) && Number.isFinite(longitude) ? `${latitude}, ${longitude}` : undefined);
  return {
    kind: 'event',
    name: line(value.name) ?? 'Event',
    ...told({
      description: text(value.description),
      location: place,
      startsAt: time(value.startTime),
      endsAt: time(value.endTime),
      link: line(value.joinLink),
      isCanceled: value.isCanceled === true,
    }),
  };
}

/** @param {any} value of a scheduledCallCreationMessage */
export const scheduledCallOf = value => ({
  kind: 'event',
  name: line(value.title) ?? 'Call',
  ...told({ startsAt: time(Number(value.scheduledTimestampMs) / 1000) }),
});

/** @param {any} value of a groupInviteMessage */
export function inviteOf({ groupName, inviteCode, caption }) {
  const link = typeof inviteCode === 'string' && /^[\w-]{4,64}$/.test(inviteCode) ? `https://chat.whatsapp.com/${inviteCode}` : undefined;
  return { kind: 'invite', group: line(groupName) ?? 'Group', ...told({ link, caption: text(caption) }) };
}
