import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { patches } from '../../build/patches.js'

test('the README of the build says of each patch, and of no other, why it is there and when it can go', () => {
  const text = readFileSync(join(import.meta.dirname, '../../build/README.md'), 'utf8')
  const rows = [...text.matchAll(/^\| `([\w-]+)` .*\| .+ \| .+ \| .+ \|$/gm)].map(([, name]) => name)
  expect(rows).toEqual(patches.map(({ name }) => name))
})
