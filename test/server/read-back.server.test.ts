import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UnitTextError } from '../../src/systemd/escape.js'
import { anyStrangeServer, type Meant, servicesOf, wordService } from '../support/arbitrary/services.js'
import { anyOddText, anyPath } from '../support/arbitrary/texts.js'
import { tries } from '../support/runs.js'
import { whyNoServer } from './can.js'
import { must } from './must.js'
import { bootServer, type TestServer } from './server.js'
import { shownUnits, systemctlShow } from './shown.js'

describe.skipIf(whyNoServer() !== undefined)('systemd on a server reads back what was meant', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await bootServer({ layout: 'nothing' })
  })
  afterAll(() => server?.stop())

  /** Writes all of them and loads them at once, then compares each with what it was meant to be. */
  async function readBack(meant: readonly Meant[]): Promise<void> {
    await Promise.all(meant.map(({ path, text }) => writeFile(join(server.root, path), text)))
    await must(server, ['systemctl', 'daemon-reload'])
    const shown = await shownUnits(
      server,
      meant.map(({ unit }) => unit),
    )
    const lines = await systemctlShow(
      server,
      meant.map(({ unit }) => unit),
    )
    for (const [at, { text, path: _, unit, ...wanted }] of meant.entries()) {
      expect({ unit, text, ...shown[at] }).toEqual({ unit, text, ...wanted })
      expect(lines.get(unit)).toContain('LoadState=loaded')
      expect(lines.get(unit)).toContain(`argv[]=${wanted.argv.join(' ')} ; `)
      expect(lines.get(unit)).toContain(`WorkingDirectory=${wanted.folder}`)
    }
  }

  test('units of random homes, users, programs, uploads, addresses and queues', async () => {
    const made = fc.sample(anyStrangeServer, tries('read back', { some: 120, all: 120 })).map(servicesOf)
    const meant = made.flatMap((each) => (each instanceof UnitTextError ? [] : each))
    const refused = made.filter((each) => each instanceof UnitTextError).length
    console.log(`read back: ${made.length} servers, ${refused} refused, ${meant.length} units`)
    expect(meant.length).toBeGreaterThan(made.length)
    await readBack(meant)
  })

  test('random words in every place', async () => {
    const made = fc
      .sample(fc.tuple(anyOddText, anyPath(anyOddText)), tries('words read back', { some: 150, all: 150 }))
      .flatMap(([text, path], number) => {
        try {
          return [wordService(text, path, number)]
        } catch (error) {
          if (error instanceof UnitTextError) return []
          throw error
        }
      })
    console.log(`words read back: ${made.length} units`)
    await readBack(made)
  })
})
