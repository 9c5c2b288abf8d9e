import { json, line, text, told } from './values.js';

/** @param {any} value of a listResponseMessage */
export const listReplyOf = value => choice(value.title ?? value.singleSelectReply?.selectedRowId, value.description);

/** @param {any} value of a buttonsResponseMessage */
export const buttonReplyOf = value => choice(value.selectedDisplayText || value.selectedButtonId);

/** @param {any} value of a templateButtonReplyMessage */
export const templateReplyOf = value => choice(value.selectedDisplayText || value.selectedId);

/** @param {any} value of an interactiveResponseMessage */
export function interactiveReplyOf(value) {
  const answers = json(value.nativeFlowResponseMessage?.paramsJson);
  const filled = Object.entries(answers).filter(([name]) => !['id', 'flow_token', 'wa_flow_response_params'].includes(name)).flatMap(([name, answer]) => answerOf(name, answer));
  const title = text(value.body?.text) ?? line(answers.title) ?? line(answers.display_text) ?? line(answers.id) ?? line(value.nativeFlowResponseMessage?.name);
  return choice(title, filled.filter(one => !one.endsWith(`: ${title}`)).join('\n'));
}

/**
 * @param {string} name
 * @param {unknown} answer
 */
function answerOf(name, answer) {
  const words = line(typeof answer === 'object' ? JSON.stringify(answer) : String(answer));
  return words ? [`${line(name)}: ${words}`] : [];
}

/**
 * @param {unknown} title
 * @param {unknown} [description]
 */
function choice(title, description) {
  const known = text(title, 4096) ?? text(description, 4096);
  return known ? { kind: 'choice', title: known, ...told({ description: text(title) ? text(description, 4096) : undefined }) } : undefined;
}
