import { expect, test } from 'vitest'
import { apply } from '../../src/apply.js'
import { gatherFacts } from '../../src/facts/gather.js'
import { observe } from '../../src/facts/state.js'
import { plan } from '../../src/plan.js'
import { propose, proposeState } from '../../src/proposal.js'
import { readHistory } from '../../src/record/history.js'
import { undoOf } from '../../src/undo.js'
import { desired } from '../../src/units/desired.js'
import {
  anyBeginning,
  filesAndProcesses,
  inOrder,
  serverOf,
  staleUnits,
} from '../support/arbitrary/servers.js'
import { holds } from '../support/holds.js'

const tell = () => undefined

test.each(['no', 'all'] as const)(
  'carrying out plan(a, b) with %s means gives b, then nothing is to be done, and undo gives a',
  async (means) => {
    await holds(
      `there and back with ${means} means`,
      means === 'no' ? { some: 20, all: 200 } : { some: 10, all: 100 },
      anyBeginning,
      async ({ beginning, answers }) => {
        const host = await serverOf(beginning)
        const before = filesAndProcesses(host)
        const { facts, access } = await gatherFacts(host)
        const carry = { host, tell, ...(access.redis && means === 'all' ? { redis: access.redis } : {}) }
        const to = desired(facts, answers)
        const made = means === 'no' ? plan(facts.state, to) : propose(facts, answers).plan
        expect((await apply(made, carry)).kind).toBe(made.actions.length === 0 ? 'nothing-to-do' : 'applied')

        const after = await gatherFacts(host)
        expect(inOrder(after.facts.state)).toEqual(inOrder(to))
        expect(staleUnits(host)).toEqual([])
        expect(plan(after.facts.state, to).actions).toEqual([])
        expect(propose(after.facts, answers).plan.actions).toEqual([])
        if (made.actions.length === 0) return

        const { target, edited } = undoOf(after.facts.state, await readHistory(host))
        expect(edited).toEqual([])
        const back = means === 'no' ? plan(after.facts.state, target) : proposeState(after.facts, target).plan
        expect((await apply(back, carry)).kind).toBe('applied')
        expect(inOrder(await observe(host))).toEqual(inOrder(facts.state))
        expect(filesAndProcesses(host)).toEqual(before)
      },
    )
  },
  300_000,
)
