import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apply } from '../../src/apply.js'
import { gatherFacts } from '../../src/facts/gather.js'
import { observe } from '../../src/facts/state.js'
import { propose } from '../../src/proposal.js'
import { unfinished } from '../../src/record.js'
import { anyBeginning, filesAndProcesses, inOrder, serverOf } from '../support/arbitrary/servers.js'
import { type Fault, faultyHost } from '../support/faulty-host.js'
import { holds } from '../support/holds.js'

const faults: fc.Arbitrary<Fault> = fc.record({
  at: fc.nat({ max: 90 }),
  when: fc.constantFrom('before', 'after'),
})

test('whichever action fails, before or after it took effect, everything is put back', async () => {
  let hit = 0
  await holds(
    'one fault',
    { some: 40, all: 400 },
    fc.tuple(anyBeginning, faults),
    async ([{ beginning, answers }, { at, when }]) => {
      const host = await serverOf(beginning)
      const { facts } = await gatherFacts(host)
      const { plan } = propose(facts, answers)
      if (plan.actions.length === 0) return
      const before = filesAndProcesses(host)
      const fault = { at: at % plan.actions.length, when }
      const outcome = await apply(plan, faultyHost(host, fault))
      const action = plan.actions[fault.at]
      expect(await unfinished(host)).toBeUndefined()
      if (outcome.kind === 'applied') {
        // What only looks may look again, and asks nothing where there is nothing to ask.
        expect(['await', 'drain', 'end']).toContain(action?.do)
        expect(inOrder(await observe(host))).toEqual(inOrder(plan.to))
        return
      }
      hit++
      expect({ action, ...outcome }).toMatchObject({ action, kind: 'rolled-back' })
      expect(filesAndProcesses(host)).toEqual(before)
    },
  )
  console.log(`one fault: ${hit} runs were put back`)
}, 300_000)
