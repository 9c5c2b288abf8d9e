import { json, line, list, text, told } from './values.js';

/** @typedef {import('./menu.js').Option} Option */

const most = 200;

/** @type {Record<string, (parameters: any) => unknown[][]>} */
const readers = {
  cta_url: ({ display_text: words, url, merchant_url: other }) => [[words, url ?? other]],
  cta_call: ({ display_text: words, phone_number: number }) => [[words, number]],
  cta_copy: ({ display_text: words, copy_code: code }) => [[words, code]],
  single_select: ({ title, sections }) => {
    const rows = list(sections, most).flatMap(section => list(section.rows, most).map(row => [row.title ?? row.id, row.description]));
    return rows.length > 0 ? rows : [[title]];
  },
  payment_info: payment,
  review_and_pay: payment,
  order_details: payment,
};

/**
 * The buttons of an interactive message, as a person may read them.
 *
 * @param {unknown} buttons
 * @param {unknown} [shared] what belongs to all of them, as JSON
 * @returns {Option[]}
 */
export function nativeFlowOptions(buttons, shared) {
  const sheet = json(shared).bottom_sheet;
  return [...list(buttons, most).flatMap(({ name, buttonParamsJson }) => optionsOf(name, json(buttonParamsJson))), ...optionsOf('', { title: sheet?.list_title })];
}

/**
 * @param {unknown} name
 * @param {any} parameters
 * @returns {Option[]}
 */
function optionsOf(name, parameters) {
  const read = (typeof name === 'string' && Object.hasOwn(readers, name) ? readers[name] : undefined) ?? (({ display_text: words, title }) => [[words ?? title]]);
  return read(parameters).flatMap(([title, detail]) => {
    const known = line(title) ?? line(detail);
    return known ? { title: known, ...told({ detail: line(title) ? text(detail, 1024) : undefined }) } : [];
  });
}

/** @type {Record<string, (setting: any) => unknown[]>} */
const payments = {
  pix_static_code: code => [['Pix key', code?.key_type, code?.merchant_name].filter(part => line(part)).join(' · '), code?.key],
  pix_dynamic_code: code => [['Pix code', code?.merchant_name].filter(part => line(part)).join(' · '), code?.code],
  payment_link: link => ['Payment link', link?.uri],
  boleto: code => ['Boleto', code?.digitable_line],
};

/**
 * What is to be paid, and how: Pix keys and codes, links, the items and the sum.
 *
 * @param {any} parameters
 */
function payment({ currency, total_amount: total, reference_id: reference, order, payment_settings: settings }) {
  const items = list(order?.items, most).map(item => [item.name, [item.quantity && `${item.quantity} ×`, money(item.amount, currency)].filter(Boolean).join(' ')]);
  const ways = list(settings, most).flatMap(setting => {
    const type = String(setting.type);
    return Object.hasOwn(payments, type) ? [/** @type {Function} */ (payments[type])(setting[type])] : [];
  });
  return [...items, ['Total', money(total, currency)], ['Reference', reference], ...ways].filter(([, detail]) => text(detail));
}

/**
 * @param {any} amount in parts of the currency's unit: `{value: 1050, offset: 100}` is 10.50
 * @param {unknown} currency
 */
function money(amount, currency) {
  const value = Number(amount?.value) / (Number(amount?.offset) || 1);
  return amount && Number.isFinite(value) ? `${line(currency)?.slice(0, 8) ?? ''} ${value.toFixed(2)}`.trim() : undefined;
}
