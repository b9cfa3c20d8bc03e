import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { localHost } from '../../src/host/local.js'

test.each(['INT', 'HUP'])('runs a command again that a %s of its first moment ended', async (signal) => {
  const seen = join(mkdtempSync(join(tmpdir(), 'mastodon-tune-local-')), 'seen')
  const script = `test -e ${seen} || { touch ${seen}; kill -${signal} $$; }; echo done`
  expect(await localHost().run(['sh', '-c', script])).toEqual({ status: 0, stdout: 'done\n', stderr: '' })
})

test('tells of a command that a signal ends every time', async () => {
  expect(await localHost().run(['sh', '-c', 'kill -INT $$'])).toMatchObject({ status: 130 })
  expect(await localHost().run(['sh', '-c', 'kill -KILL $$'])).toMatchObject({ status: 137 })
})

afterEach(() => vi.unstubAllEnvs())

/** A program of somebody else's that comes first for whoever calls us; the file that is there once it has run. */
function plantedProgram(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'mastodon-tune-planted-'))
  const ran = join(folder, 'ran')
  writeFileSync(join(folder, name), `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 })
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`)
  return ran
}

test("programs come from the system's own folders, and see nothing of the caller's environment", async () => {
  const ran = plantedProgram('env')
  vi.stubEnv('PLANTED', 'by the caller')
  const { stdout } = await localHost().run(['env'])
  expect(existsSync(ran)).toBe(false)
  expect(stdout).not.toContain('PLANTED')
  // Not /usr/local, which root need not be the only one to write.
  expect(/^PATH=(.*)$/m.exec(stdout)?.[1]?.split(':')).toEqual(['/usr/sbin', '/usr/bin', '/sbin', '/bin'])
})

test('a program that is in the caller’s PATH alone is not run', async () => {
  const ran = plantedProgram('planted-by-somebody')
  await expect(localHost().run(['planted-by-somebody'])).rejects.toThrow('is not installed here')
  expect(existsSync(ran)).toBe(false)
})

test("the lock is held by the system's own program", async () => {
  const ran = plantedProgram('flock')
  const root = mkdtempSync(join(tmpdir(), 'mastodon-tune-lock-'))
  const held = await localHost({ root }).lock('/lock', 'me')
  await held?.release()
  expect([held === undefined, existsSync(ran)]).toEqual([false, false])
})
