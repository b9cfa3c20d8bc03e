import { expect, it } from 'vitest'
import { runWizard } from '../../components/run.js'
import type { ApplyEvent } from '../../src/state.js'
import type { Effects } from '../../src/wizard/effects.js'
import { eventually } from '../support/eventually.js'
import { plan, review, session } from '../support/pretend-wizard.js'
import { tty } from '../support/tty.js'

const calm: Effects = {
  look: async () => session,
  watch: async () => {},
  place: {},
  save: async () => '',
  planFor: () => ({ plan, review }),
  sudo: () => 'sudo mastodon-tune apply',
  apply: async () => ({ kind: 'applied', seconds: 1 }),
}

/** A wizard in a pretended terminal. */
function opened(effects: Effects) {
  const { stdin, stdout, ...terminal } = tty()
  const end = runWizard({
    ...{
      effects: async () => effects,
      practice: false,
      hostname: 'social.example',
      env: { LANG: 'C.UTF-8' },
    },
    ...{ stdin, stdout },
  })
  const see = (what: string) => eventually(() => terminal.written().includes(what), { every: 5, what })
  return { ...terminal, end, see }
}

it('an error while drawing is told in a sentence', async () => {
  const { end, raw, see, type, written } = opened({
    ...calm,
    planFor: () => ({ plan, review: { ...review, findings: [], links: null as never } }),
  })
  await see('What I found')
  type('\r'.repeat(7))
  expect(await end).toMatchObject({
    exitCode: 1,
    summary: expect.stringContaining('unexpected:\nCannot read properties of null'),
  })
  expect(written()).not.toMatch(/^ +(at|-) /m)
  expect(written().endsWith(`${(await end).summary}\n`)).toBe(true)
  expect(raw.at(-1)).toBe(false)
})

const broken: ApplyEvent = { event: 'begin', at: 0, of: 1, action: null as never, back: false }

it('an error while the screen draws what is applied leaves that alone: it goes on to its end, which counts', async () => {
  let goOn = () => {}
  const told = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const { end, see, type } = opened({
    ...calm,
    apply: async (_, tell, signal) => {
      tell(broken)
      await told
      return signal.aborted
        ? { kind: 'rolled-back', because: 'You asked to stop.' }
        : { kind: 'applied', seconds: 7 }
    },
  })
  await see('What I found')
  type(`${'\r'.repeat(7)}y`)
  await see('The screen broke down (')
  goOn()
  expect(await end).toMatchObject({
    exitCode: 0,
    outcome: { kind: 'applied' },
    summary: expect.stringContaining('Done in 7 s.'),
  })
})
