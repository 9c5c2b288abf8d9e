import { line, text, told } from './values.js';

/** @param {any} value of a locationMessage */
export const locationOf = value =>
  place(value, {
    name: line(value.name),
    address: line(value.address),
    url: line(value.url),
    caption: text(value.comment),
    isLive: value.isLive === true,
  });

/**
 * A position that is shared for a while: its first point. What follows it says no more than the phone's map does.
 *
 * @param {any} value of a liveLocationMessage
 * @returns {import('./content.js').Content | undefined | null} null for what follows the first point
 */
export const liveLocationOf = value => (value.timeOffset > 0 ? null : place(value, { caption: text(value.caption), isLive: true }));

/**
 * @param {any} value
 * @param {object} more
 * @returns {import('./content.js').Content | undefined}
 */
function place({ degreesLatitude: latitude, degreesLongitude: longitude }, more) {
  const isOnEarth = Number.isFinite(latitude) && Number.isFinite(longitude) && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnEarth ? { kind: 'location', latitude, longitude, ...told(more) } : undefined;
}
