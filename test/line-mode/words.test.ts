import { expect, test } from 'vitest'
import { asSentence, spoken, spokenChange, spokenSize } from '../../src/line-mode/words.js'

test.each([
  ['CPU 40 % idle, 38 connections free → 40 threads.', 'CPU 40 % idle, 38 connections free, so 40 threads.'],
  [
    'How many processes × threads should serve each queue?',
    'How many processes times threads should serve each queue?',
  ],
  ['1 × 25 + 2 × 40', '1 process of 25 threads and 2 processes of 40 threads'],
  ['3, with 90', '3 processes with 90 threads'],
  ['scheduler and mailers | the rest × 2', 'scheduler and mailers; the rest times 2'],
  [
    'push needs help first: 12 480 jobs wait, the oldest for 5m 40s.',
    'push needs help first: 12480 jobs wait, the oldest for 5 min 40 s.',
  ],
  ['pull is 2d 4h behind', 'pull is 2 d 4 h behind'],
  [
    'mastodon-sidekiq-01-push@25.service has 25 threads',
    'mastodon-sidekiq-01-push@25.service has 25 threads',
  ],
])('%s', (eye, ear) => {
  expect(spoken(eye)).toBe(ear)
})

test('says changes and sizes in words', () => {
  expect(spokenChange('push: 25 → 40 threads')).toBe('push: from 25 to 40 threads')
  expect(spokenChange('push: 40 + 10 + 5 threads → 3 processes of 18 threads')).toBe(
    'push: from 40 and 10 and 5 threads to 3 processes of 18 threads',
  )
  expect(spokenChange('push: 1 process of 40 threads')).toBe('push: 1 process of 40 threads')
  expect(['1x25', '2x25', 'none'].map(spokenSize)).toEqual([
    '1 process of 25 threads',
    '2 processes of 25 threads',
    'none, so nobody takes its jobs',
  ])
  expect(['Nothing', 'Nothing.', 'What changes:'].map(asSentence)).toEqual([
    'Nothing.',
    'Nothing.',
    'What changes:',
  ])
})
