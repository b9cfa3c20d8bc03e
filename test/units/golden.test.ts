import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileOf } from '../../src/state.js'
import { ownUnits } from '../../src/units/desired.js'
import { aServer } from '../support/a-server.js'
import { answersFor } from '../support/answers-for.js'
import { complaints, systemdVersion } from '../support/systemd-analyze.js'

const servers = {
  'per-queue-stock': [
    aServer(),
    answersFor('per-queue', {}, { push: { threads: 25, processes: 2 }, fasp: null }),
  ],
  'split-container': [aServer(), answersFor('split', { sandbox: 'container', streaming: 2 })],
  'one-off': [
    aServer({ programs: { jemalloc: { unknown: 'None found.' } } }),
    answersFor('one', { sandbox: 'off', web: { workers: 0, threads: 5 } }),
  ],
  '4.1-streaming': [
    aServer({
      version: '4.1.0',
      home: '/srv/my 100% "live"',
      settings: { uploads: '/srv/up loads' },
    }),
    answersFor('one', { streaming: 3 }, { all: null }),
  ],
} as const

describe.each(Object.entries(servers))('%s', (name, [facts, answers]) => {
  const files = Object.fromEntries(
    ownUnits(facts, answers).map(({ unit, text }) => [basename(fileOf(unit)), text]),
  )

  it('writes these files', async () => {
    for (const [file, text] of Object.entries(files))
      await expect(text).toMatchFileSnapshot(`golden/${name}/${file}`)
  })

  it('has these units', async () => {
    const units = ownUnits(facts, answers).map(({ unit, role }) => `${unit} ${JSON.stringify(role)}\n`)
    await expect(units.join('')).toMatchFileSnapshot(`golden/${name}/units.txt`)
  })

  it.skipIf(systemdVersion === 0)('leaves systemd nothing to complain of', () => {
    expect(complaints(files)).toBe('')
  })
})
