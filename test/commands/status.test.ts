import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { statusJsonSchema } from '../../build/status-schema.js'
import { cli, program } from '../support/program.js'
import { serverFolder } from '../support/server-folder.js'
import { openTerminal } from '../support/terminal.js'

const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', CI: 'true' }

const tune = program({ env })

test.concurrent('status --practice tells queues, processes, units and what is left', () => {
  const { status, stdout, stderr } = tune('status', '--practice')
  expect([status, stderr]).toEqual([0, ''])
  for (const part of [
    'nothing of this is real',
    'Queue ',
    'push ',
    'mastodon-web.service',
    'Connections  41 of 97',
  ]) {
    expect(stdout).toContain(part)
  }
})

test.concurrent('status --json is what the schema in the repository says', () => {
  const schema = readFileSync(join(import.meta.dirname, '../../schema/status.schema.json'), 'utf8')
  expect(schema).toBe(statusJsonSchema())
  const { status, stdout } = tune('status', '--practice', '--json')
  expect(status).toBe(0)
  const read = z.fromJSONSchema(JSON.parse(schema)).safeParse(JSON.parse(stdout))
  expect(read.error?.issues).toBeUndefined()
})

test.concurrent('a folder that stands for a server has units, and says why it has no queues', () => {
  const root = serverFolder('stock')
  const { status, stdout, stderr } = tune('status', '--root', root)
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^Queues: not known/m)
  expect(stdout).toContain('mastodon-web.service')
})

test.concurrent.each([
  [['--web', '2x5', 'status', '--practice'], '--web'],
  [['status', '--practice', '--layout', 'one'], '--layout'],
  [['status', '--root', '/nowhere'], '--root /nowhere'],
])('%j is refused in a sentence', (args, named) => {
  const { status, stdout, stderr } = tune(...args)
  expect([status, stdout, stderr]).toEqual([1, '', expect.stringContaining(named)])
})

test.concurrent('status --watch into a pipe prints again and again, until it is interrupted or nobody reads', async () => {
  for (const end of ['interrupt', 'close'] as const) {
    const watch = spawn('node', [cli, 'status', '--practice', '--watch'], { env })
    let out = ''
    watch.stdout.setEncoding('utf8').on('data', (text) => (out += text))
    while (!out.includes('██')) await once(watch.stdout, 'data')
    if (end === 'interrupt') watch.kill('SIGINT')
    else watch.stdout.destroy()
    expect(await once(watch, 'exit')).toEqual([0, null])
    expect(out.match(/^At /gm)?.length).toBeGreaterThan(1)
  }
})

test.concurrent('where a terminal cannot redraw, blocks are printed', async () => {
  const terminal = openTerminal(['env', 'TERM=dumb', 'node', cli, 'status', '--practice', '--watch'], {
    rows: 100,
    env,
  })
  await terminal.waitFor(/At [\s\S]*At /)
  terminal.press('\x03')
  expect(await terminal.exited).toBe(0)
})

test.concurrent.each([
  [80, 24],
  [40, 15],
])(
  'status --watch in a terminal of %dx%d: live, after a resize, too, and gone without a trace',
  async (cols, rows) => {
    const terminal = openTerminal(['node', cli, 'status', '--practice', '--watch'], { cols, rows, env })
    await terminal.waitFor(/practice[\s\S]*Queue .*\n +push .*█/)
    expect(terminal.screen().at(-1)).toBe('')
    terminal.resize(60, 20)
    await terminal.waitFor(/^ mastodon-tune|^ practice/)
    terminal.press('\x1b[6~')
    terminal.press('q')
    expect(await terminal.exited).toBe(0)
    expect(terminal.screen().join('')).not.toContain('Queue')
  },
)

test.concurrent('in a plain ASCII locale nothing but ASCII is printed or drawn', async () => {
  const plain = { PATH: env.PATH, LC_ALL: 'C' }
  expect(program({ env: plain })('status', '--practice').stdout).toMatch(/^[\n\x20-\x7e]*$/)
  const terminal = openTerminal(['node', cli, 'status', '--practice', '--watch'], { env: plain })
  await terminal.waitFor(/push .*@/)
  expect(terminal.screen().join('')).toMatch(/^[\x20-\x7e]*$/)
  terminal.press('\x03')
  expect(await terminal.exited).toBe(0)
})

test.concurrent('where another layout is what would help, a script is told that command, too', () => {
  const { advice } = JSON.parse(tune('status', '--practice', '--json').stdout)
  const command = ['mastodon-tune', 'apply', '--layout', 'split', '--queue', 'rest=2x20']
  expect(advice).toEqual([{ label: 'all', reason: expect.stringContaining('push is'), command }])
  expect(tune('status', '--practice').stdout).toContain(command.join(' '))
})
