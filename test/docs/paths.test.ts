import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'build/README.md'],
  ...['docs/architecture.md', 'docs/keys.md', 'test/server/README.md'],
]

test.each(pages)('%s names only files that are there', (page) => {
  const text = readFileSync(join(root, page), 'utf8')
  const named = text.match(
    /\b(?:src|components|test|build|docs|bench|schema)\/[\w./-]+\.(?:tsx?|js|md|svg|json)\b/g,
  )
  expect((named ?? []).filter((file) => !existsSync(join(root, file)))).toEqual([])
})
