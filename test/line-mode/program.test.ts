import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import { afterAll, expect, test } from 'vitest'
import { practice, type Talk, talkTo } from '../support/talk.js'

/** Every line of every test: nothing but signs that stand for themselves. */
const spoken: Talk[] = []
const talk = (...args: Parameters<typeof talkTo>): Talk => {
  const talked = talkTo(...args)
  spoken.push(talked)
  return talked
}
afterAll(() => {
  for (const { said } of spoken) expect(said()).toMatch(/^[\n\x20-\x7e\u00a0-\uffff]*$/)
})

/** Each step's first prompt, with a wrong answer and what is said of it. */
const steps = [
  ['Cores [4]:', '0', `Cores can't be "0": give a whole number from 1 to 4.`],
  ['Workers [4]:', '-1', `Workers can't be "-1": give a whole number from 0 to 99.`],
  ['Processes [1]:', 'many', `Streaming processes can't be "many": give a whole number from 0 to 99.`],
  [
    'Sidekiq layout, 1 to 3 [2]:',
    '4',
    '"4" is none of the options: type a number from 1 to 3, or one, split, per-queue.',
  ],
  [
    'mail [1x5]:',
    '2x5',
    `mail can't be "2x5": it holds the scheduler, which only one process may serve, so give threads only.`,
  ],
  [
    'Sandbox, 1 to 3 [1]:',
    '\u001b[A',
    '"\\x1b[A" is none of the options: type a number from 1 to 3, or stock, container, off.',
  ],
] as const

test.concurrent('every step forward and back with a wrong answer at each, then the whole way to applied', async () => {
  const wizard = talk(practice)
  const found = await wizard.prompt()
  expect(found.join('\n')).toMatch(
    /^push: 12\d{3} jobs wait, the oldest for 5 min \d\d s, growing, 17 of 25 threads run its jobs\.$/m,
  )
  expect(found.at(-2)).toBe('Nothing has been changed. Nothing will be until you type apply at the end.')
  let said = await wizard.answer('')
  for (const [at, [prompt, wrong, why]] of steps.entries()) {
    expect(said[1]).toMatch(new RegExp(`^Step ${at + 1} of 6: `))
    expect(said.at(-1)).toBe(prompt)
    expect(await wizard.answer(wrong)).toEqual([why, prompt])
    said = await wizard.answer('next')
  }
  expect(said[1]).toBe('Review. Nothing has been changed yet.')
  for (const [prompt] of steps.toReversed()) expect((await wizard.answer('back')).at(-1)).toBe(prompt)
  expect((await wizard.answer('b'))[1]).toBe('What I found.')
  said = await wizard.answer('yes')
  for (const _ of steps) said = await wizard.answer('n')
  expect(await wizard.answer('')).toContain(
    'Nothing is done without the word apply. Type ? for what can be typed.',
  )
  wizard.type('apply')
  await wizard.line(/^1 of \d+: .*, \d+\.\d s\.$/)
  await wizard.line(/^Done in /, 30_000)
  expect(await wizard.exited).toBe(0)
  expect(wizard.said()).toContain('See what they do: mastodon-tune status --watch --practice\n')
})

test.concurrent('answers that are all there before the first question are taken one by one', async () => {
  const wizard = talk(practice)
  wizard.type('\n\n\n\n\n\nper-queue\n\n25\nnext\n\napply')
  wizard.end()
  await wizard.line('push: 1 process of 25 threads.')
  await wizard.line(/^Done in /, 30_000)
  expect(await wizard.exited).toBe(0)
})

test.concurrent.each([0, 1, 2, 3, 4, 5, 6, 7])(
  'an input that ends at prompt %d, before anything is applied: nothing happened, 130',
  async (count) => {
    const wizard = talk(practice)
    wizard.type(['', ...Array.from({ length: 6 }, () => 'next')].slice(0, count).join('\n'))
    if (count > 0) for (let at = 0; at <= count; at++) await wizard.prompt()
    else wizard.end()
    wizard.end()
    expect(await wizard.exited).toBe(130)
    expect(wizard.said()).toMatch(/\nNothing was changed\.\n$/)
  },
)

test.concurrent('quit asks where answers would be lost, and its status is that of the wizard', async () => {
  const wizard = talk(practice)
  await wizard.prompt()
  await wizard.answer('')
  expect((await wizard.answer('2')).at(-1)).toBe('Memory [8G]:')
  expect((await wizard.answer('quit')).at(-1)).toBe('Leave? yes or no [no]:')
  expect((await wizard.answer('')).at(-1)).toBe('Memory [8G]:')
  await wizard.answer('q')
  wizard.type('yes')
  expect(await wizard.exited).toBe(0)
  expect(wizard.said()).toMatch(/\nNothing was changed\.\n$/)
})

test.concurrent('an interrupt while it is applied puts everything back', async () => {
  const wizard = talk(practice)
  wizard.type('\nnext\nnext\nnext\nnext\nnext\nnext\napply')
  await wizard.line(/^2 of \d+: /)
  wizard.interrupt()
  await wizard.line('Stopping: the action at hand ends')
  await wizard.line(/^Back, 1 of \d+: /)
  await wizard.line('You stopped it; everything is back as it was.', 30_000)
  expect(await wizard.exited).toBe(3)
})

test.concurrent('an interrupt at a prompt: nothing happened, 130', async () => {
  const wizard = talk(practice)
  await wizard.prompt()
  wizard.interrupt()
  expect(await wizard.exited).toBe(130)
  expect(wizard.said()).toMatch(/\nNothing was changed\.\n$/)
})

test.concurrent('the review tells more of everything, and saves it', async () => {
  const wizard = talk(practice)
  wizard.type('\nnext\nnext\nnext\nnext\nnext\nnext')
  await wizard.line('Review.')
  const review = await wizard.prompt()
  const numbered = review.find((line) => line.endsWith(': mastodon-web.service, changed.')) ?? ''
  const file = await wizard.answer(numbered.split(':')[0] ?? '')
  const from = file.indexOf('TimeoutSec=15')
  expect([file[from - 1], file[from + 1]]).toEqual(['Removed, 1 line:', 'Added, 5 lines:'])
  expect(await wizard.answer('commands')).toContain(
    '4: systemctl daemon-reload (let systemd see the new files)',
  )
  expect(await wizard.answer('links')).toContain(
    'Made: multi-user.target.wants/mastodon.target, to mastodon.target.',
  )
  expect((await wizard.answer('findings'))[0]).toMatch(/^Note: .*\(stop-timeout-short\)$/)
  expect((await wizard.answer('99'))[0]).toMatch(/^There is no file 99: there are \d+\.$/)
  const name = join(mkdtempSync(join(tmpdir(), 'mastodon-tune-lines-')), 'plan.txt')
  expect((await wizard.answer(`save ${name}`))[0]).toBe(`The plan is in ${name}.`)
  expect(readFileSync(name, 'utf8')).toContain('changed: /etc/systemd/system/mastodon-web.service')
  expect((await wizard.answer('save /no/such/folder'))[0]).toContain("can't be written")
  const help = await wizard.answer('?')
  for (const word of ['apply', 'files', 'commands', 'links', 'findings', 'save', 'again', 'back', 'quit']) {
    expect(help.filter((line) => line.startsWith(word))).toHaveLength(1)
  }
  wizard.end()
})

test.concurrent('in a plain ASCII locale nothing but ASCII is said', async () => {
  const wizard = talk(practice, { PATH: process.env.PATH, LC_ALL: 'C' })
  wizard.type('\nnext\nnext\nnext\nnext\nnext\nnext')
  await wizard.line('Review.')
  wizard.end()
  expect(await wizard.exited).toBe(130)
  expect(wizard.said()).toMatch(/^[\n\x20-\x7e]*$/)
})

test.concurrent.each(['TERM=dumb', 'INK_SCREEN_READER=true'])(
  'in a terminal with %s it asks in lines by itself, and Ctrl-C leaves',
  async (variable) => {
    const [file = '', ...rest] = ['env', variable, ...practice.filter((word) => word !== '--plain')]
    const pty = spawn(file, rest, { name: 'xterm', env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } })
    let said = ''
    await new Promise<void>((resolve) => {
      pty.onData((text) => {
        said += text
        if (said.endsWith('[yes]: ')) resolve()
      })
    })
    pty.write('\x03')
    expect(await new Promise<number>((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode)))).toBe(130)
    expect(said).toMatch(/\^C\r\nNothing was changed\.\r\n$/)
    expect(said).toMatch(/^[\r\n\x20-\x7e\u00a0-\uffff]*$/)
  },
)

test.concurrent('where no Mastodon is, it says so, that nothing was changed, and where to go', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mastodon-tune-empty-'))
  const wizard = talk([...practice.filter((word) => word !== '--practice'), '--root', root])
  expect(await wizard.exited).toBe(1)
  expect(wizard.said().split('\n').slice(2, -1)).toEqual([
    'No Mastodon was found on this server. Nothing was changed.',
    `If it is elsewhere: mastodon-tune --home DIR --root ${root}`,
    'To look around: mastodon-tune --practice',
  ])
})

test('without a terminal and without --plain it says which command to use', () => {
  const { status, stderr } = spawnSync('node', practice.slice(1, 3), {
    encoding: 'utf8',
    env: { ...process.env, TERM: 'dumb' },
  })
  expect([status, stderr]).toEqual([1, expect.stringContaining('`mastodon-tune --plain` asks line by line')])
})
