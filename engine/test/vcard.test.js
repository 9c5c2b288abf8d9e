import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCard } from '../src/content/vcard.js';

for (const [name, lines, expected] of /** @type {[string, string[], object][]} */ ([
  ['a card of a phone', ['BEGIN:VCARD', 'VERSION:3.0', 'N:Souza;Ana;;;', 'FN:Ana Souza', 'item1.TEL;waid=5511900000003:+55 11 90000-0003', 'item1.X-ABLabel:Mobile', 'ORG:Cake\\, Inc.;Sales', 'EMAIL;TYPE=HOME:ana@example.com', 'END:VCARD'],
    { name: 'Ana Souza', numbers: ['+55 11 90000-0003'], organisation: 'Cake, Inc., Sales', emails: ['ana@example.com'] }],
  ['a number without its country', ['FN:Ana', 'TEL;type=CELL;waid=5511900000003:90000-0003'], { name: 'Ana', numbers: ['+5511900000003'] }],
  ['folded lines', ['FN:Ana', '  Souza', 'TEL:+55 11', ' 90000-0003'], { name: 'Ana Souza', numbers: ['+55 1190000-0003'] }],
  ['quoted-printable over two lines', ['FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Jos=C3=', '=A9', 'TEL:1'], { name: 'José', numbers: ['1'] }],
  ['a name in parts only', ['N:Souza;Ana;;;'], { name: 'Ana Souza', numbers: [] }],
  ['no name at all', ['TEL:+1', 'TEL:+1', 'TEL:'], { name: '+1', numbers: ['+1'] }],
  ['a tel address', ['FN:Ana', 'TEL;VALUE=uri:tel:+55-11-90000-0003'], { name: 'Ana', numbers: ['+55-11-90000-0003'] }],
  ['a colon within quotes', ['FN:Ana', 'TEL;X="a:b":+1'], { name: 'Ana', numbers: ['+1'] }],
  ['nothing', [], { name: 'Contact', numbers: [] }],
])) {
  test(`${name} is read`, () => {
    assert.deepEqual(readCard(lines.join('\r\n')), expected);
    assert.deepEqual(readCard(lines.join('\n')), expected);
  });
}

test('the name beside the card counts', () => {
  assert.equal(readCard('FN:Other', 'Ana').name, 'Ana');
});

test('a huge card takes no long time', () => {
  const since = Date.now();
  readCard(`FN:${'"'.repeat(200_000)}:${'\\;'.repeat(20_000)}`);
  readCard(`N:${'\\'.repeat(100_000)}`);
  readCard(`X;ENCODING=QUOTED-PRINTABLE:=\n`.repeat(8_000));
  assert.ok(Date.now() - since < 2_000);
});
