import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandRows, commandTable } from '../../src/cli/command-line/commands.js'
import type { CommandRow } from '../../src/cli/command-line/rows.js'
import { usualDrain } from '../../src/mastodon/times.js'

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')

test('the README tells of each command and each option', () => {
  for (const name of commandRows.keys()) expect(readme).toContain(`\n| \`mastodon-tune ${name}\``)
  for (const { options } of Object.values<CommandRow>(commandTable))
    for (const { name, hidden } of options) if (!hidden) expect(readme).toMatch(new RegExp(`--${name}\\b`))
})

test('the README tells the time that jobs get unless --drain says otherwise', () => {
  expect(readme).toContain(`\`--drain\` seconds (${usualDrain})`)
})
