import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleOf } from '../support/runs.js'
import { whyNoServer } from './can.js'
import { changing, type Folder, folderFrom } from './folder.js'

const errors = { ENOSPC: '28', EIO: '5', EROFS: '30', 'ENOSPC from then on': '-28' } as const
const LONG = 3_600_000

/** Files and links alone need no server, so each point takes a second. */
describe.skipIf(whyNoServer() !== undefined)('a set-up in a folder that stands for a server', () => {
  let pristine: Folder
  let before: ReturnType<Folder['seen']>
  let after: ReturnType<Folder['seen']>
  beforeAll(async () => {
    pristine = folderFrom()
    before = pristine.seen()
    const changed = folderFrom(pristine)
    expect(await changed.run(...changing)).toBe(0)
    after = changed.seen()
    changed.remove()
    expect(after.tree).not.toEqual(before.tree)
    expect(after.left).toEqual([])
  })
  afterAll(() => pristine.remove())

  /** Works on each point, three at a time, each on a copy of its own; the sentences about those that went wrong. */
  const everywhere = async (
    points: readonly number[],
    work: (point: number, folder: Folder) => Promise<void>,
  ): Promise<readonly string[]> => {
    const left = [...points]
    const bad: string[] = []
    const one = async () => {
      for (let point = left.shift(); point !== undefined; point = left.shift()) {
        const folder = folderFrom(pristine)
        await work(point, folder).catch((error: Error) => bad.push(`point ${point}: ${error.message}`))
        folder.remove()
      }
    }
    await Promise.all([one(), one(), one()])
    return bad
  }
  /** The points there are, or some of them. */
  const pointsOf = async (what: string, does: string, some: number): Promise<readonly number[]> => {
    const folder = folderFrom(pristine)
    const { status, calls } = await folder.broken(does, 0)
    folder.remove()
    expect(status).toBe(0)
    return sampleOf(
      `${what} in a folder`,
      calls.map((_, index) => index + 1),
      some,
    )
  }

  test('killed at every system call that changes something: the next run brings it to one of the two states', {
    timeout: LONG,
  }, async () => {
    const points = await pointsOf('kill points', 'count', 48)
    const next = { undo: 0, apply: 0, finish: 0 }
    const bad = await everywhere(points, async (point, folder) => {
      expect((await folder.broken('kill', point)).status).toBe(137)
      const how = (['undo', 'apply', 'finish'] as const)[point % 3] ?? 'undo'
      next[how]++
      // Nothing to undo (1), taken back or done (0), put back (3).
      if (how === 'undo') expect([0, 1, 3]).toContain(await folder.run('undo', '--yes'))
      if (how === 'apply') expect(await folder.run(...changing)).toBe(0)
      const finished = how === 'finish' && (await folder.run('undo', '--finish', '--yes'))
      const wanted = how === 'apply' || (how === 'finish' && finished === 0) ? after : before
      // A run that had ended needs no finishing, and one that had not begun cannot be finished.
      const had = how === 'finish' && finished === 1 && isDeepStrictEqual(folder.seen().tree, after.tree)
      expectSame(folder, had ? after : wanted)
    })
    console.log(
      `${points.length} kill points in a folder: ${points.length - bad.length} good; the next run was ${JSON.stringify(next)}`,
    )
    expect(bad).toEqual([])
  })

  test.each(Object.entries(errors))(
    '%s at every write, rename, fsync and mkdir',
    { timeout: LONG },
    async (name, number) => {
      const points = await pointsOf(name, number.replace('-', ''), 16)
      const outcomes: Record<number, number> = {}
      const bad = await everywhere(points, async (point, folder) => {
        const { status } = await folder.broken(number, point)
        outcomes[status] = (outcomes[status] ?? 0) + 1
        expect(number.startsWith('-') ? [0, 1, 3, 4] : [0, 1, 3]).toContain(status)
        if (status !== 4) expectSame(folder, { ...(status === 0 ? after : before), left: folder.seen().left })
        expect([0, 1, 3]).toContain(await folder.run('undo', '--yes'))
        expectSame(folder, before)
      })
      console.log(
        `${name} at ${points.length} calls in a folder: ${points.length - bad.length} good; exit statuses ${JSON.stringify(outcomes)}`,
      )
      expect(bad).toEqual([])
    },
  )
})

/** That a folder is in this state; says what is otherwise. */
function expectSame(folder: Folder, state: ReturnType<Folder['seen']>): void {
  const lines = ({ tree, left }: ReturnType<Folder['seen']>) => [
    ...tree,
    ...left.map((line) => `left: ${line}`),
  ]
  const [has, wanted] = [lines(folder.seen()), lines(state)]
  const wrong = [
    ...has.filter((line) => !wanted.includes(line)),
    ...wanted.filter((line) => !has.includes(line)).map((line) => `not ${line}`),
  ]
  if (wrong.length > 0) throw new Error(wrong.map((line) => line.slice(0, 200)).join(' | '))
}
