import { expect, test } from 'vitest'
import { lastWords } from '../../src/apply/journal.js'
import type { Host } from '../../src/host/host.js'
import { redactingHost } from '../../src/host/redact.js'
import { noSecrets } from '../../src/host/secrets.js'
import { practiceHost } from '../../src/practice/host.js'

const unit = 'mastodon-sidekiq-01-push@25.service'

function saying(stdout: string): Host {
  return { ...practiceHost(), run: async () => ({ status: 0, stdout, stderr: '' }) }
}

test('of a Ruby that died the reason is told, and neither its stack nor what systemd says of any unit', async () => {
  const journal = [
    'Started mastodon-sidekiq-01-push@25.service - Mastodon, Sidekiq.',
    '2026-11-24T01:00:00.000Z pid=812 tid=gus INFO: Booting Sidekiq 6.5.12',
    'bundler: failed to load command: sidekiq (/home/mastodon/.rbenv/bin/sidekiq)',
    "/home/mastodon/live/config/application.rb:3:in `require': cannot load such file -- rails (LoadError)",
    "\tfrom /home/mastodon/live/config/application.rb:3:in `<top (required)>'",
    "\t 2: from bin/sidekiq:25:in `<main>'",
    `${unit}: Main process exited, code=exited, status=1/FAILURE`,
    `${unit}: Failed with result 'exit-code'.`,
    `${unit}: Scheduled restart job, restart counter is at 3.`,
    '',
  ]
  expect(await lastWords(saying(journal.join('\n')), unit)).toBe(
    "bundler: failed to load command: sidekiq (/home/mastodon/.rbenv/bin/sidekiq) / /home/mastodon/live/config/application.rb:3:in `require': cannot load such file -- rails (LoadError)",
  )
})

test('where systemd alone spoke, its last words are told', async () => {
  expect(await lastWords(saying(`Started it.\n${unit}: Failed with result 'exit-code'.\n`), unit)).toBe(
    `${unit}: Failed with result 'exit-code'.`,
  )
  expect(
    await lastWords(
      saying(`${unit}: Failed at step USER spawning /bin/x: No such process\nStopped it.\n`),
      unit,
    ),
  ).toContain('step USER')
  expect(await lastWords(saying(''), unit)).toBe('')
})

test('what the process was set up with is known by then, whoever asks, and not told', async () => {
  const pretend = practiceHost()
  await pretend.write('/home/mastodon/live/.env.production', 'SECRET_KEY_BASE=planted-secret\n', 0o600)
  const host: Host = {
    ...pretend,
    run: async (argv) =>
      argv[0] === 'journalctl'
        ? { status: 0, stdout: 'no such key: planted-secret\n', stderr: '' }
        : pretend.run(argv),
  }
  expect(await lastWords(redactingHost(host, noSecrets()), 'mastodon-web.service')).toBe(
    'no such key: [hidden]',
  )
})
