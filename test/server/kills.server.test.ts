import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { whyNoServer } from './can.js'
import {
  applyIt,
  type Bed,
  broken,
  expectState,
  forget,
  makeBed,
  pointsOf,
  run,
  serversWanted,
  sideBySide,
  takesJobs,
} from './kill-points.js'

describe.skipIf(whyNoServer() !== undefined)(
  'the set-up of a stock server, killed between any two system calls',
  () => {
    let beds: readonly Bed[] = []
    beforeAll(async () => {
      beds = await Promise.all(Array.from({ length: serversWanted }, () => makeBed('count')))
    }, 900_000)
    afterAll(() => Promise.all(beds.map(({ server }) => server.stop())))

    test('leaves a server that the next run brings to one of the two states', {
      timeout: 36_000_000,
    }, async () => {
      const [first] = beds
      if (first === undefined) throw new Error('no server')
      const points = pointsOf('kill points', first, 24)
      const next = { undo: 0, apply: 0, finish: 0 }
      const bad = await sideBySide(beds, points, async (bed, point) => {
        const { server, before, after } = bed
        const { ran, calls } = await broken(server, 'kill', point)
        expect(`${ran.status} at ${calls.length}`, calls.at(-1)).toBe(`137 at ${point}`)
        const how = nextOf(point)
        next[how] += 1
        if (how === 'apply') {
          await applyIt(server)
          await expectState(server, after)
        }
        if (how === 'finish') {
          // Where it had not begun, or had ended, there is nothing to finish.
          const { status } = await run(server, ['undo', '--yes', '--finish'], [0, 1])
          if (status === 0) await expectState(server, after)
        }
        if (how !== 'undo') await takesJobs(server, `${how} ${point}`)
        // Back (3), taken back (0) or never begun (1).
        await run(server, ['undo', '--yes'], how === 'apply' ? [0] : [0, 1, 3])
        await expectState(server, before)
        await takesJobs(server, `undo ${point}`)
        await forget(server)
      })
      console.log(
        `${first.calls.length} kill points; killed at ${points.length}: ` +
          `${points.length - bad.length} good; the next run was ${next.undo} undo, ${next.apply} apply, ${next.finish} undo --finish`,
      )
      expect(bad).toEqual([])
    })
  },
)

/** Mostly the explicit way back; the others take longer. */
function nextOf(point: number): 'undo' | 'apply' | 'finish' {
  return point % 16 === 3 ? 'apply' : point % 16 === 11 ? 'finish' : 'undo'
}
