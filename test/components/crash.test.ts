import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { runWizard } from '../../components/run.js'
import type { ApplyEvent } from '../../src/state.js'
import type { Effects } from '../../src/wizard/effects.js'
import { eventually } from '../server/eventually.js'
import { plan, review, seen } from './fake.js'

const calm: Effects = {
  look: async () => seen,
  watch: async () => {},
  save: async () => '',
  planFor: () => ({ plan, review }),
  sudo: () => 'sudo mastodon-tune apply',
  apply: async () => ({ kind: 'applied', seconds: 1 }),
}

/** A wizard in a pretended terminal. */
function opened(effects: Effects) {
  const raw: boolean[] = []
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (mode: boolean) => raw.push(mode), ref() {}, unref() {} })
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 })
  let out = ''
  stdout.on('data', (chunk) => (out += String(chunk)))
  const end = runWizard({
    ...{ effects: async () => effects, practice: false, hostname: 'social.example', env: { LANG: 'C.UTF-8' } },
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
  })
  const see = (what: string) => eventually(() => out.includes(what), { every: 5, what })
  return { end, raw, see, type: (keys: string) => stdin.write(keys), out: () => out }
}

it('an error while drawing is told in a sentence', async () => {
  const { end, raw, see, type, out } = opened({
    ...calm,
    planFor: () => ({ plan, review: { ...review, findings: [], links: null as never } }),
  })
  await see('What I found')
  type('\r'.repeat(7))
  expect(await end).toMatchObject({ exitCode: 1, summary: expect.stringContaining('unexpected:\nCannot read properties of null') })
  expect(out()).not.toMatch(/^ +(at|-) /m)
  expect(out().endsWith(`${(await end).summary}\n`)).toBe(true)
  expect(raw.at(-1)).toBe(false)
})

const broken: ApplyEvent = { event: 'begin', at: 0, of: 1, action: null as never, back: false }

it('an error while the screen draws what is applied leaves that alone: it goes on to its end, which counts', async () => {
  const { end, see, type } = opened({
    ...calm,
    apply: async (_, tell, signal) => {
      tell(broken)
      await sleep(200)
      return signal.aborted ? { kind: 'rolled-back', because: 'You asked to stop.' } : { kind: 'applied', seconds: 7 }
    },
  })
  await see('What I found')
  type(`${'\r'.repeat(7)}y`)
  await see('The screen broke down (')
  expect(await end).toMatchObject({ exitCode: 0, outcome: { kind: 'applied' }, summary: expect.stringContaining('Done in 7 s.') })
})
