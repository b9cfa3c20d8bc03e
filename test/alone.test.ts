import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { alone } from '../src/commands/shared/lock.js'
import { rootHost } from '../src/host/root.js'

const newRoot = () => {
  const root = mkdtempSync(join(tmpdir(), 'mastodon-tune-lock-'))
  mkdirSync(join(root, 'run'))
  return root
}

test('the second is told who holds the lock and since when, and may go on afterwards', async () => {
  const root = newRoot()
  await alone(rootHost(root), async () => {
    const said = new RegExp(`^Another mastodon-tune \\(process ${process.pid}, begun by \\S+ at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d\\)`)
    await expect(alone(rootHost(root), async () => 'touched')).rejects.toThrow(said)
  })
  expect(await alone(rootHost(root), async () => 'alone')).toBe('alone')
})

test('of many at one instant, never two are inside', async () => {
  const root = newRoot()
  let inside = 0
  const all = await Promise.allSettled(
    Array.from({ length: 8 }, () =>
      alone(rootHost(root), async () => {
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
  await expect(alone(rootHost(root), async () => 'touched')).rejects.toThrow('begun by ghost')
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  expect(await alone(rootHost(root), async () => 'alone')).toBe('alone')
})
