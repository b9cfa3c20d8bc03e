import { expect, test } from 'vitest'
import { environmentIn, readEnvironmentFiles } from '../../src/facts/environment-file.js'
import { tinyHost } from '../support/tiny-host.js'

test.each([
  ['A=1\nB = two words \n', { A: '1', B: 'two words' }],
  ['# A=1\n; B=2\nC=3 # no comment\n', { C: '3 # no comment' }],
  [
    'A="two words"\nB=\'$x "y"\'\nC="say \\"hush\\" \\n"\n',
    { A: 'two words', B: '$x "y"', C: 'say "hush" \\n' },
  ],
  ['A=redis://:p#1@h:6379/0\r\nB=one\\\ntwo\nA=last\n', { A: 'last', B: 'onetwo' }],
  ['export A=1\n1B=2\nnothing\n=x\nC=\n', { C: '' }],
])('an environment file with %j', (text, values) => {
  expect(environmentIn(text)).toEqual(values)
})

test('files in their order; one that is missing has nothing, one that is shut or a pattern is unread', async () => {
  const host = tinyHost({ '/a': 'A=1\nB=1\n', '/b': 'B=2\n', '/shut': 'EACCES' })
  expect(await readEnvironmentFiles(host, ['/a', '-/b', '-/gone'])).toEqual({
    values: { A: '1', B: '2' },
    unread: false,
  })
  expect(await readEnvironmentFiles(host, ['/a', '/shut'])).toEqual({
    values: { A: '1', B: '1' },
    unread: true,
  })
  expect((await readEnvironmentFiles(host, ['/etc/*.env'])).unread).toBe(true)
})
