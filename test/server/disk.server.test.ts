import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { whyNoServer } from './can.js'
import {
  type Bed,
  broken,
  type Does,
  expectState,
  forget,
  makeBed,
  pointsOf,
  run,
  see,
  serversWanted,
  sideBySide,
  takesJobs,
} from './kill-points.js'

const errors: readonly Does[] = ['ENOSPC', 'EIO', 'EROFS', 'ENOSPC from then on']
const outcomes: Readonly<Record<number, string>> = {
  0: 'applied',
  1: 'refused',
  3: 'rolled back',
  4: 'stuck',
}

describe.skipIf(whyNoServer() !== undefined)('the set-up of a stock server on a disk that fails', () => {
  let beds: readonly Bed[] = []
  beforeAll(async () => {
    beds = await Promise.all(Array.from({ length: serversWanted }, () => makeBed('ENOSPC')))
  }, 900_000)
  afterAll(() => Promise.all(beds.map(({ server }) => server.stop())))

  test('is applied, refused or put back, and nothing is left in between', {
    timeout: 36_000_000,
  }, async () => {
    const [first] = beds
    if (first === undefined) throw new Error('no server')
    const seen: Record<string, number> = {}
    // Every error at every point takes a night; one after the other they meet every kind of call.
    const points = pointsOf('calls of the disk', first, 20)
    const bad = await sideBySide(beds, points, async (bed, point) => {
      const does = errors[point % errors.length] ?? 'EIO'
      const outcome = await fail(bed, does, point)
      seen[`${does}: ${outcome}`] = (seen[`${does}: ${outcome}`] ?? 0) + 1
    })
    console.log(
      `${first.calls.length} calls of write, rename, fsync and mkdir; failed at ${points.length}: ` +
        `${points.length - bad.length} good`,
      seen,
    )
    expect(bad).toEqual([])
  })
})

/** One point: what the program says of its end, and the server has to be just that. */
async function fail({ server, before, after }: Bed, does: Does, point: number): Promise<string> {
  const { ran } = await broken(server, does, point)
  const outcome = outcomes[ran.status] ?? `status ${ran.status}`
  const where = `${does} at ${point}: ${outcome}`
  const lasting = does === 'ENOSPC from then on'
  // On a disk that stays full nothing can be written back either: then the next run does it.
  expect(
    lasting ? ['applied', 'refused', 'rolled back', 'stuck'] : ['applied', 'refused', 'rolled back'],
    `${ran.stderr}`,
  ).toContain(outcome)
  // Where the note of the end failed, too, it is still there.
  const { left } = await see(server)
  if (outcome !== 'stuck') await expectState(server, { ...(outcome === 'applied' ? after : before), left })
  if (outcome === 'refused' || outcome === 'rolled back') await takesJobs(server, where)
  // Of a run that was refused or put back there is nothing to undo.
  await run(server, ['undo', '--yes'], outcome === 'applied' || outcome === 'stuck' ? [0, 3] : [0, 1, 3])
  await expectState(server, before)
  await takesJobs(server, `after ${where}`)
  await forget(server)
  return outcome
}
