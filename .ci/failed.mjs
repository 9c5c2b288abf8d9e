// Prints the failed tests of the TRX and TAP files in a folder, each with its message.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const folder = process.argv[2]
const longest = 1500
const plain = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#xA;', '\n').replaceAll('&amp;', '&')

for (const file of readdirSync(folder).sort()) {
  const text = readFileSync(path.join(folder, file), 'utf8')
  if (file.endsWith('.trx')) {
    for (const [, name, rest] of text.matchAll(/<UnitTestResult testName="([^"]*)" outcome="Failed"(.*?)<\/UnitTestResult>/gs)) {
      const message = /<Message>(.*?)<\/Message>/s.exec(rest)?.[1] ?? ''
      const trace = /<StackTrace>(.*?)<\/StackTrace>/s.exec(rest)?.[1] ?? ''
      console.log(`FAILED ${plain(name)}\n${plain(message).slice(0, longest)}\n${plain(trace).slice(0, longest)}\n`)
    }
  } else if (file.endsWith('.tap')) {
    for (const [line] of text.matchAll(/^ *not ok .*$/gm)) {
      console.log(`FAILED ${file}: ${line.trim()}`)
    }
  }
}
