import { groupNode } from '../groups/groups.js';
import { answerAnyGroup, answerGroup } from '../groups/requests.js';
import { error, firstChild, node } from '../wire/nodes.js';

/** @type {import('./answer.js').IqHandler} */
export function answerGroups(session, iq) {
  const { world, companion } = session;
  const { to, type } = iq.attrs;
  const request = firstChild(iq)?.tag;
  if (type === 'get' && request === 'participating') {
    return [node('groups', {}, world.groups.of(companion.person).map(groupNode))];
  }
  if (type === 'get' && request === 'query') {
    const group = world.groups.find(to);
    if (!group) {
      return [error(404, 'item-not-found')];
    }
    return group.participants.includes(companion.person) ? [groupNode(group)] : [error(403, 'forbidden')];
  }
  return to === '@g.us' ? answerAnyGroup(session, iq) : answerGroup(session, iq);
}
