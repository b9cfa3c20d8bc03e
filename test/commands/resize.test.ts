import { expect, test } from 'vitest'
import { program } from '../support/program.js'

const resize = (...args: readonly string[]) => program()('resize', '--practice', '--yes', ...args)

test('one size changes what runs, and the preview says so, how long it takes and who pauses', () => {
  const { status, stdout } = resize('all=40')
  expect(status).toBe(0)
  expect(stdout).toContain('all: 25 -> 40 threads')
  expect(stdout).toMatch(/Takes .+ where jobs are short, .+ at most\. No job is lost\./)
  expect(stdout).toContain('scheduler pauses while it changes hands: only one process may serve it.')
})

test('every other queue has someone meanwhile, and nothing of that stays', () => {
  const { stderr } = resize('all=40')
  const lines = stderr.split('\n')
  const at = (part: string) => lines.findIndex((line) => line.includes(part))
  expect(at('wait until mastodon-sidekiq-00-relief@25.service works')).toBeGreaterThan(0)
  expect(at('wait until mastodon-sidekiq-00-relief@25.service works')).toBeLessThan(
    at('--signal=TSTP mastodon-sidekiq.service'),
  )
  expect(at('remove /etc/systemd/system/mastodon-sidekiq-00-relief@.service')).toBeGreaterThan(
    at('stop mastodon-sidekiq-00-relief'),
  )
})

test('jobs get the time that --drain says', () => {
  expect(resize('all=40', '--drain', '90').stderr).toContain(
    'the jobs of mastodon-sidekiq.service are done, 90 s at most',
  )
  expect(resize('all=40', '--drain', '0').stderr).not.toContain('TSTP')
})

test.each([
  [[], 'resize: say which queue gets which size'],
  [['all'], 'resize all: write NAME=THREADS'],
  [['push=40'], 'resize push=40: with the layout one, allowed are all; --layout per-queue'],
  [['all=0'], 'resize all=0: all can\'t be "0"'],
  [['all=2x30'], 'only one process may serve, so give threads only'],
  [['all=40', '--drain', 'soon'], '--drain soon: give the seconds'],
  [['all=40', '--for', '6'], '--for 6: give how long, such as 6h'],
  [['all=40', '--for', '5s'], 'at least 30s'],
  [['all=2x25', '--for', '6h'], 'all holds the scheduler'],
  [['push=25', '--layout', 'per-queue', '--for', '6h'], 'push has 1 already; say more, such as push=3x25'],
])('%j is refused in one sentence, and nothing is touched', (args, sentence) => {
  const { status, stdout, stderr } = resize(...args)
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toContain(sentence)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

test('a surge adds processes and the timer that ends them', () => {
  const { status, stdout } = resize(
    'pull=3x2',
    '--for',
    '6h',
    '--layout',
    'per-queue',
    '--web',
    '2x5',
    '--queue',
    'push=10',
  )
  expect(status).toBe(0)
  expect(stdout).toMatch(/surge on pull: none -> 2 extra processes of 2 threads until 2026-01-01 /)
  for (const part of [
    'mastodon-sidekiq-02-pull@2.service',
    'mastodon-sidekiq-03-pull@2.service',
    'systemctl start mastodon-surge-pull.timer',
  ])
    expect(stdout).toContain(part)
})
