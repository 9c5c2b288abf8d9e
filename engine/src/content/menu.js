import { nativeFlowOptions } from './native-flow.js';
import { line, list, text, told } from './values.js';

/** @typedef {{title: string, detail?: string}} Option */

const most = 200;
const deepest = 2;

/** @param {any} value of a listMessage */
export const listOf = value =>
  menu(value, { text: text(value.description), footer: line(value.footerText) }, [
    ...list(value.sections, most).flatMap(section => list(section.rows, most).map(row => option(row.title ?? row.rowId, row.description))),
    ...list(value.productListInfo?.productSections, most).map(section => option(section.title)),
  ]);

/** @param {any} value of a buttonsMessage */
export const buttonsOf = value =>
  menu({ title: value.text }, { text: text(value.contentText), footer: line(value.footerText) }, [
    ...list(value.buttons, most).flatMap(button => (button.nativeFlowInfo ? nativeFlowOptions([{ name: button.nativeFlowInfo.name, buttonParamsJson: button.nativeFlowInfo.paramsJson }]) : [option(button.buttonText?.displayText)])),
  ]);

/** @param {any} value of a templateMessage */
export function templateOf(value) {
  const template = value.hydratedTemplate ?? value.hydratedFourRowTemplate;
  return value.interactiveMessageTemplate && !template
    ? interactiveOf(value.interactiveMessageTemplate)
    : menu({ title: template?.hydratedTitleText }, { text: text(template?.hydratedContentText), footer: line(template?.hydratedFooterText) }, list(template?.hydratedButtons, most).map(templateButton));
}

/**
 * @param {any} value of an interactiveMessage
 * @param {number} [depth]
 * @returns {import('./content.js').Content | undefined}
 */
export function interactiveOf(value, depth = 0) {
  const cards = depth < deepest ? list(value.carouselMessage?.cards, most) : [];
  return menu(
    { title: value.header?.title },
    { text: text([value.header?.subtitle, value.body?.text].flatMap(part => text(part) ?? []).join('\n')), footer: line(value.footer?.text) },
    [...nativeFlowOptions(value.nativeFlowMessage?.buttons, value.nativeFlowMessage?.messageParamsJson), ...cards.flatMap(card => cardOptions(card, depth))],
  );
}

/**
 * A card of a carousel is a menu of its own: its words, then its buttons.
 *
 * @param {any} card
 * @param {number} depth
 * @returns {(Option | undefined)[]}
 */
function cardOptions(card, depth) {
  const inner = /** @type {any} */ (interactiveOf(card, depth + 1));
  const words = [inner?.text, inner?.footer].filter(Boolean).join('\n');
  return inner ? [option(inner.title ?? words, inner.title ? words : undefined), ...inner.options] : [];
}

/** @param {any} button */
function templateButton({ quickReplyButton, urlButton, callButton }) {
  return option((quickReplyButton ?? urlButton ?? callButton)?.displayText, urlButton?.url ?? callButton?.phoneNumber);
}

/**
 * @param {unknown} title
 * @param {unknown} [detail]
 * @returns {Option | undefined}
 */
function option(title, detail) {
  const known = line(title) ?? line(detail);
  return known ? { title: known, ...told({ detail: line(title) ? text(detail, 1024) : undefined }) } : undefined;
}

/**
 * @param {{title?: unknown}} head
 * @param {object} words
 * @param {(Option | undefined)[]} options
 * @returns {import('./content.js').Content | undefined}
 */
function menu({ title }, words, options) {
  const known = options.flatMap(one => one ?? []).slice(0, most);
  const rest = told({ title: line(title), ...words });
  return known.length > 0 || Object.keys(rest).length > 0 ? { kind: 'menu', options: known, ...rest } : undefined;
}
