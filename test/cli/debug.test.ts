import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folder } from '../support/hostile-inputs.js'
import { putFile, treeOf } from '../support/server-folder.js'
import { home, plantedSecrets, serverWithSecrets, tune } from '../support/server-with-secrets.js'

const secret = 'Environment="API_TOKEN=planted-unit-token"'

test('the log tells of versions, commands, files and the outcome, and of no secret; neither does anything else', {
  timeout: 120_000,
}, async () => {
  const root = serverWithSecrets()
  putFile(root, '/etc/systemd/system/mastodon-web.service.d/x.conf', `[Service]\n${secret}\n`)
  const log = join(folder, 'debug.log')
  const all = ['--root', root, '--user', 'mastodon', '--debug', log]
  const runs = [
    await tune('plan', ...all),
    await tune('plan', '--json', ...all),
    await tune('apply', '--yes', ...all),
    await tune('undo', '--yes', ...all),
    await tune('undo', '--list', ...all),
    await tune('status', ...all),
    await tune('apply', '--yes', '--queue', 'nobody=5', ...all),
  ]
  expect(runs.map(({ status }) => status)).toEqual([2, 2, 0, 0, 0, 0, 1])
  expect(runs.at(-1)?.stderr).toContain('--queue nobody=5')
  const text = readFileSync(log, 'utf8')
  for (const part of [
    `node ${process.version}`,
    'Mastodon 4.6.5',
    'systemctl',
    'mode 0644',
    'outcome: applied',
    'exit status 0',
    'failed: --queue nobody=5',
  ]) {
    expect(text).toContain(part)
  }
  expect(statSync(log).mode & 0o777).toBe(0o600)
  const kept = treeOf(join(root, 'var/lib/mastodon-tune')).map(([, content]) => content)
  expect(kept.length).toBeGreaterThan(1)
  const said = [text, ...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...kept].join('\n')
  for (const value of [...plantedSecrets, 'planted-unit-token', 'planted-user'])
    expect(said).not.toContain(value)
  expect(readFileSync(join(root, home, '.env.production'), 'utf8')).toContain(plantedSecrets[0])
})

test('the words of a systemctl that fails reach neither the terminal nor the record nor the log with a value in them', async () => {
  const root = serverWithSecrets()
  // A value that systemctl has reason to speak of.
  const value = 'mastodon.target.wants'
  putFile(root, `${home}/.env.production`, `S3_BUCKET="${value}" # ours\n`)
  putFile(root, `/etc/systemd/system/${value}`, 'in the way')
  const log = join(folder, 'failing.log')
  const ran = await tune(
    'apply',
    '--yes',
    '--root',
    root,
    '--user',
    'mastodon',
    '--debug',
    log,
    '--web',
    '2x4',
  )
  expect(ran.status).toBe(3)
  const kept = readFileSync(join(root, 'var/lib/mastodon-tune/history/000001.json'), 'utf8')
  const told = [ran.stderr, JSON.parse(kept).because].map((text) =>
    text.split('\n').find((line: string) => /Not a directory/.test(line)),
  )
  for (const line of told) {
    expect(line).toContain('/[hidden]/mastodon-web.service": Not a directory')
    expect(line).not.toContain(value)
  }
  expect(readFileSync(log, 'utf8')).not.toContain(value)
})
