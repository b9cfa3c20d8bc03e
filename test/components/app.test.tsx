import { once } from 'node:events'
import { cleanup, render } from 'ink-testing-library'
import { afterEach, expect, it, vi } from 'vitest'
import { App } from '../../components/app.js'
import { runWizard } from '../../components/run.js'
import { sizeOf } from '../../components/terminal/size.js'
import { lookOf } from '../../components/terminal/symbols.js'
import type { Effects } from '../../src/wizard/effects.js'
import type { Rules, Wizard } from '../../src/wizard/types.js'
import { liveRules, liveSession, pushLate } from '../support/live-wizard.js'
import { plan, review, rules, session } from '../support/pretend-wizard.js'
import { tty } from '../support/tty.js'

afterEach(cleanup)
const calm: Effects = {
  look: async () => session,
  watch: async () => {},
  planFor: () => ({ plan, review }),
  sudo: () => 'sudo mastodon-tune apply',
  place: {},
  save: async () => 'The plan is in plan.txt.',
  apply: async (_, tell) => {
    tell({ event: 'begin', at: 0, of: 1, action: { do: 'reload' }, back: false })
    return { kind: 'applied', seconds: 1 }
  },
}
/** What is applied goes on until it is stopped. */
const long: Effects = {
  ...calm,
  apply: async (_, tell, signal) => {
    tell({ event: 'begin', at: 0, of: 1, action: { do: 'reload' }, back: false })
    if (!signal.aborted) await once(signal, 'abort')
    return { kind: 'rolled-back', because: 'You asked to stop.' }
  },
}

const open = async (effects: Effects = calm, all: Rules = rules()) => {
  const ends: Wizard[] = []
  const app = render(
    <App
      {...{
        effects,
        rules: all,
        look: lookOf({ LANG: 'C.UTF-8' }),
        practice: false,
        hostname: 'social.example',
      }}
      size={{ columns: 80, rows: 24 }}
      onOver={(wizard) => ends.push(wizard)}
    />,
  )
  await vi.waitFor(() => expect(app.lastFrame()).toContain('What I found'))
  return { ...app, ends, type: app.stdin.write }
}

it('takes ↓ and Enter in one read as the option that ↓ leads to', async () => {
  const { type, lastFrame } = await open()
  type('\r')
  type('\r')
  await vi.waitFor(() => expect(lastFrame()).toContain('❯ One process'))
  type('\u001b[B\r')
  await vi.waitFor(() => expect(lastFrame()).toContain('Review'))
  type('\u001b')
  await vi.waitFor(() => expect(lastFrame()).toContain('❯ Split'))
})

it('takes 5 and Enter in one read as 5, then Enter', async () => {
  const { type, lastFrame } = await open()
  type('\r')
  type('5\r')
  await vi.waitFor(() => expect(lastFrame()).toContain('Step 2 of 2'))
  type('\u001b')
  await vi.waitFor(() => expect(lastFrame()).toContain('[5]'))
})

it('loses no key of a whole visit typed ahead, and the screen after it is the end', async () => {
  const { type, lastFrame, ends } = await open()
  type('\r7\u001b[B3\r\u001b[B\ry')
  await vi.waitFor(() => expect(lastFrame()).toContain('Done in 1 s'))
  type('q')
  await vi.waitFor(() =>
    expect(ends.at(-1)).toMatchObject({
      phase: 'finished',
      exitCode: 0,
      answers: { cores: 7, streaming: 3, layout: 'split' },
    }),
  )
})

it('puts back on Ctrl-C while applying, even in the same read as y', async () => {
  const { type, lastFrame } = await open(long)
  type('\r\r\ry\u0003')
  await vi.waitFor(() => expect(lastFrame()).toContain('You stopped it; everything is back as it was.'))
})

it('takes a terminal that reports nothing for 80x24', () => {
  expect(sizeOf({ columns: 0 })).toEqual({ columns: 80, rows: 24 })
})

it('runs in a terminal of its own, prints how it ended, and gives the terminal back', async () => {
  const { stdin, stdout, type, written, raw } = tty(0, 0)
  const end = runWizard({
    ...{ effects: async () => calm, practice: true, hostname: 'social.example', env: { LANG: 'C.UTF-8' } },
    ...{ stdin, stdout },
  })
  await vi.waitFor(() => expect(written()).toContain('What I found'))
  type('\u0003')
  expect(await end).toEqual({ exitCode: 130, summary: expect.stringContaining('Nothing was changed.') })
  await vi.waitFor(() => expect(written().trimEnd()).toMatch(/Nothing was changed\.$/))
  expect(raw.at(-1)).toBe(false)
})

it('shows how the load moves while it is looked at, loses no key to that, and stops looking at the review', async () => {
  let tell: Parameters<Effects['watch']>[1] = () => {}
  const signals: AbortSignal[] = []
  const watch: Effects['watch'] = async (_, to, signal) => {
    tell = to
    signals.push(signal)
  }
  const { type, lastFrame } = await open({ ...calm, look: async () => liveSession, watch }, liveRules)
  await vi.waitFor(() => expect(lastFrame()).toContain('t threads'))
  await vi.waitFor(() => expect(signals).toHaveLength(1))
  tell({ value: pushLate(400) })
  await vi.waitFor(() => expect(lastFrame()).toContain('6m 40s'))
  type('t')
  tell({ value: pushLate(460) })
  type('\t\u001b[C')
  tell({ value: pushLate(520) })
  await vi.waitFor(() => expect(lastFrame()).toMatch(/❯ push +\[2\]× 25 .* 8m 40s/))
  expect(signals.map((signal) => signal.aborted)).toEqual([false])
  type('\r\r')
  await vi.waitFor(() =>
    expect(lastFrame()).toContain('push: 1 process of 25 threads → 2 processes of 25 threads'),
  )
  await vi.waitFor(() => expect(signals.map((signal) => signal.aborted)).toEqual([true]))
  type('\u001b')
  await vi.waitFor(() => expect(signals.map((signal) => signal.aborted)).toEqual([true, false]))
})

it('saves the plan on w, says where it is, and goes on', async () => {
  const { type, lastFrame } = await open()
  type('\r\r\rw')
  await vi.waitFor(() => expect(lastFrame()).toContain('The plan is in plan.txt.'))
  const broken = await open({ ...calm, save: () => Promise.reject(new Error('The disk is full.')) })
  broken.type('\r\r\rw')
  await vi.waitFor(() => expect(broken.lastFrame()).toContain('The disk is full.'))
  broken.type('y')
  await vi.waitFor(() => expect(broken.lastFrame()).toContain('Done in 1 s'))
})

it('notes each plan that comes into the review, once', async () => {
  const noted: unknown[] = []
  const note: Effects['note'] = ({ answers }) => noted.push(answers.cores)
  const { type, lastFrame } = await open({ ...calm, note })
  type('\r\r\r\t')
  await vi.waitFor(() => expect(lastFrame()).toContain('[Files'))
  type('\u001b\u001b7')
  await vi.waitFor(() => expect(lastFrame()).toContain('[7_'))
  type('\r\r')
  await vi.waitFor(() => expect(noted).toEqual([4, 7]))
})

it('finds a text in the rows as they are drawn, and marks the one it is at', async () => {
  const { type, lastFrame } = await open()
  type('\r\r\r\t/LINE_30')
  await vi.waitFor(() => expect(lastFrame()).toContain('/ LINE_30_'))
  type('\r')
  await vi.waitFor(() => expect(lastFrame()).toMatch(/│❯\+ .*LINE_30=/))
  type('n')
  await vi.waitFor(() =>
    expect(lastFrame()).toMatch(/❯ ~ mastodon-sidekiq-01-ingress@(.*\n)*.*│❯\+ .*LINE_30=/),
  )
})

it('says on a small terminal how large it must be, takes no key there but Ctrl-C, and goes on in a larger one', async () => {
  const draw = (columns: number, rows: number, onOver: (wizard: Wizard) => void = () => {}) => (
    <App
      {...{ effects: calm, rules: rules(), look: lookOf({}), practice: false, hostname: '', onOver }}
      size={{ columns, rows }}
    />
  )
  const app = render(draw(80, 24))
  await vi.waitFor(() => expect(app.lastFrame()).toContain('What I found'))
  app.rerender(draw(39, 15))
  await vi.waitFor(() => expect(app.lastFrame()).toContain('40 x 15'))
  app.stdin.write('\r')
  app.rerender(draw(40, 14))
  await vi.waitFor(() => expect(app.lastFrame()).toContain('40 x 14'))
  app.rerender(draw(40, 15))
  await vi.waitFor(() => expect(app.lastFrame()).toContain('Found'))
  const ends: Wizard[] = []
  app.rerender(draw(10, 3, (wizard) => ends.push(wizard)))
  await vi.waitFor(() => expect((app.lastFrame() ?? '').split('\n').length).toBeLessThan(3))
  app.stdin.write('\u0003')
  await vi.waitFor(() => expect(ends.at(-1)).toMatchObject({ phase: 'finished', exitCode: 130 }))
})
