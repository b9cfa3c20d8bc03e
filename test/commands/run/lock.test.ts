import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test, vi } from 'vitest'
import { withLock } from '../../../src/commands/run/lock.js'
import { rootHost } from '../../../src/host/root.js'

const newRoot = () => {
  const root = mkdtempSync(join(tmpdir(), 'mastodon-tune-lock-'))
  mkdirSync(join(root, 'run'))
  return root
}

test('the second is told who holds the lock and since when, and may go on afterwards', async () => {
  const root = newRoot()
  await withLock(rootHost(root), async () => {
    const said = new RegExp(
      `^Another mastodon-tune \\(process ${process.pid}, begun by \\S+ at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d\\)`,
    )
    await expect(withLock(rootHost(root), async () => 'touched')).rejects.toThrow(said)
  })
  expect(await withLock(rootHost(root), async () => 'alone')).toBe('alone')
})

test('of many at one instant, never two are inside', async () => {
  const root = newRoot()
  let inside = 0
  const all = await Promise.allSettled(
    Array.from({ length: 8 }, () =>
      withLock(rootHost(root), async () => {
        inside++
        await new Promise((resolve) => execFile('true', resolve))
        expect(inside--).toBe(1)
      }),
    ),
  )
  expect(all.some(({ status }) => status === 'fulfilled')).toBe(true)
  const whys = all.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []))
  expect(whys.filter((why) => !why.includes('Another mastodon-tune'))).toEqual([])
})

test('a holder that was killed does not block, whatever it had written', async () => {
  const root = newRoot()
  const lock = join(root, 'run/mastodon-tune.lock')
  const script = `const { spawn } = require('node:child_process'); const { writeFileSync } = require('node:fs')
const held = spawn('flock', ['--nonblock', ${JSON.stringify(lock)}, 'cat'], { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
held.stdin.write('?'); held.stdout.once('data', () => { writeFileSync(${JSON.stringify(lock)}, 'process ' + process.pid + ', begun by ghost'); console.log('held') })`
  const holder = spawn('node', ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(holder.stdout, 'data')
  expect(readFileSync(lock, 'utf8')).toContain('ghost')
  await expect(withLock(rootHost(root), async () => 'touched')).rejects.toThrow('begun by ghost')
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  expect(await withLock(rootHost(root), async () => 'alone')).toBe('alone')
})

/** The process of flock(1) that holds this process's lock, and what it runs. */
async function holders(): Promise<{ readonly flock: number; readonly cat: number }> {
  const childOf = async (parent: number, name: string) =>
    Number(
      (await promisify(execFile)('pgrep', ['-P', String(parent), '-x', name]).catch(() => ({ stdout: '' })))
        .stdout,
    )
  const flock = await childOf(process.pid, 'flock')
  return { flock, cat: flock === 0 ? 0 : await childOf(flock, 'cat') }
}

test.each(['flock', 'cat'] as const)(
  'where somebody ends the %s that holds the lock, it is taken again, and the work ends well',
  async (which) => {
    const root = newRoot()
    const work = async () => {
      const before = await holders()
      process.kill(before[which])
      await vi.waitFor(async () => {
        const { flock, cat } = await holders()
        expect({ flock: flock !== before.flock, cat: cat > 0 }).toEqual({ flock: true, cat: true })
      })
      await expect(withLock(rootHost(root), async () => 'touched')).rejects.toThrow('Another mastodon-tune')
      return 'done'
    }
    expect(await withLock(rootHost(root), work)).toBe('done')
    expect(await holders()).toEqual({ flock: 0, cat: 0 })
    expect(await withLock(rootHost(root), async () => 'alone')).toBe('alone')
  },
)

test('work that ends just after its lock was lost ends all the same', async () => {
  const root = newRoot()
  const work = async () => {
    const { flock } = await holders()
    process.kill(flock)
    await vi.waitFor(async () => expect((await holders()).flock).not.toBe(flock))
    return 'done'
  }
  expect(await withLock(rootHost(root), work)).toBe('done')
})
