import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keysPage } from '../../docs/keys.js'

test('docs/keys.md has the keys as they are (npm run docs makes it anew)', () => {
  expect(readFileSync(join(import.meta.dirname, '../../docs/keys.md'), 'utf8')).toBe(keysPage())
})
