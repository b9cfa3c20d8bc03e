import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { screens, textOf } from '../../docs/screens.js'

const kept = (name: string) =>
  readFileSync(join(import.meta.dirname, `../../docs/screens/${name}.txt`), 'utf8')

test.each(screens)(
  'the screen of $name is the one in docs/screens: $title (npm run pictures makes them anew)',
  async (screen) => {
    expect(await textOf(screen)).toBe(kept(screen.name))
  },
)
