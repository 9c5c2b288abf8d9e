// Prints the ids of the messages in a session's journal, one a line. Arguments: the engine's folder, the session's folder.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [engine, session] = process.argv.slice(2);
const load = file => import(pathToFileURL(join(engine, 'src', file)));
const [{ SessionStore }, { Journal }] = [await load('store/session-store.js'), await load('journal/journal.js')];
const store = await SessionStore.open(session);
const placed = await (await Journal.open(store)).read(0, 100_000);
for (const { entry } of placed) {
  if (entry.kind === 'message') {
    console.log(entry.stanza.attrs.id);
  }
}

await store.close();
