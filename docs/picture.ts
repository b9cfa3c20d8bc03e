import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openTerminal } from '../test/terminal.js'

/** Makes the README's picture of the wizard from the program itself: `npm run picture`. */

const cell = { width: 8.4, height: 18 }
const palette: Readonly<Record<string, string>> = { text: '#d8dee9', back: '#1d2430' }

const asXml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

function svg(rows: readonly string[], columns: number): string {
  const width = columns * cell.width + 24
  const height = rows.length * cell.height + 24
  const lines = rows.map((row, at) => {
    const y = 12 + (at + 0.75) * cell.height
    return `<text x="12" y="${y}" textLength="${Math.max(1, row.length) * cell.width}" xml:space="preserve">${asXml(row)}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title>mastodon-tune: how should the queues be spread over processes?</title>
<rect width="100%" height="100%" rx="8" fill="${palette.back}"/>
<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" fill="${palette.text}">
${lines.join('\n')}
</g>
</svg>
`
}

const terminal = openTerminal(['node', join(import.meta.dirname, '../dist/cli.cjs'), '--practice'], {
  env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
})
await terminal.waitFor('What I found')
terminal.press('\r\r\r\r')
await terminal.waitFor('4 of 6')
writeFileSync(join(import.meta.dirname, 'wizard.svg'), svg(terminal.screen(), 80))
terminal.kill()
