import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entry } from '../../src/record/run.js'
import { presentIn, type State, type Unit } from '../../src/state.js'
import { undoOf } from '../../src/undo.js'
import { anyStatesOfOneServer } from '../support/arbitrary/states.js'
import { holds } from '../support/holds.js'

/** Runs of which some are taken back (others may be damaged, and are skipped), and a server that somebody changed since. */
const cases = fc.tuple(
  anyStatesOfOneServer(5),
  fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  fc.boolean(),
)

test('whatever is skipped, edited or forced, an undo never leads to two holders of one claim', async () => {
  let many = 0
  await holds(
    'one holder after an undo',
    { some: 500, all: 5000 },
    cases,
    ([{ states, roleIn }, taken, byHand]) => {
      const chain = states.slice(0, 4)
      const runs = chain.slice(1).flatMap((to, at) => (taken[at] ? [{ from: chain[at], to } as Entry] : []))
      const [oldest] = runs
      if (oldest === undefined) return
      const now = states[byHand ? 4 : 3] as State
      const { target } = undoOf(now, runs.toReversed())
      const claims = (state: State, unit: Unit) => roleIn(state, unit)?.claims ?? []
      for (const claim of ['scheduler', 'port 3000', 'port 3001', 'port 4000', 'port 4001']) {
        const holders = (state: State, units: readonly Unit[]) =>
          units.filter((unit) => claims(state, unit).includes(claim))
        const running = holders(target, target.active)
        expect({ claim, running }).toEqual({ claim, running: running.slice(0, 1) })
        const present = holders(target, presentIn(target))
        if (present.length < 2) continue
        many++
        // It was so: both were enabled before the runs that are taken back.
        expect({ claim, present, before: holders(oldest.from, presentIn(oldest.from)) }).toMatchObject({
          before: expect.arrayContaining([...present]),
        })
      }
    },
  )
  console.log(`one holder after an undo: ${many} times several were enabled before, too`)
})
