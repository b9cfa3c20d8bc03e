import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folder } from './hostile/inputs.js'
import { home, planted, serverWithSecrets, tune } from './hostile/server.js'
import { put, treeOf } from './support/folder.js'

const secret = 'Environment="API_TOKEN=planted-unit-token"'

test('the log tells of versions, commands, files and the outcome, and of no secret; neither does anything else', {
  timeout: 120_000,
}, async () => {
  const root = serverWithSecrets()
  put(root, '/etc/systemd/system/mastodon-web.service.d/x.conf', `[Service]\n${secret}\n`)
  const log = join(folder, 'debug.log')
  const all = ['--root', root, '--user', 'mastodon', '--debug', log]
  const runs = [
    await tune('plan', ...all),
    await tune('plan', '--json', ...all),
    await tune('apply', '--yes', ...all),
    await tune('undo', '--yes', ...all),
    await tune('undo', '--list', ...all),
    await tune('status', ...all),
    await tune('apply', '--yes', '--web', 'x', ...all),
  ]
  expect(runs.map(({ status }) => status)).toEqual([2, 2, 0, 0, 0, 0, 1])
  expect(runs.at(-1)?.stderr).toContain('--web x')
  const text = readFileSync(log, 'utf8')
  for (const part of [
    `node ${process.version}`,
    'Mastodon 4.6.5',
    'systemctl',
    'mode 0644',
    'outcome: applied',
    'exit status 0',
    'failed: --web x',
  ]) {
    expect(text).toContain(part)
  }
  expect(statSync(log).mode & 0o777).toBe(0o600)
  const kept = treeOf(join(root, 'var/lib/mastodon-tune')).map(([, content]) => content)
  expect(kept.length).toBeGreaterThan(1)
  const said = [text, ...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...kept].join('\n')
  for (const value of [...planted, 'planted-unit-token', 'planted-user']) expect(said).not.toContain(value)
  expect(readFileSync(join(root, home, '.env.production'), 'utf8')).toContain(planted[0])
})
