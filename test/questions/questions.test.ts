import { describe, expect, test } from 'vitest'
import type { Answers } from '../../src/answers.js'
import { steps } from '../../src/questions/index.js'
import { parseMemory } from '../../src/questions/memory.js'
import { parseCount } from '../../src/questions/parse.js'
import { recommend } from '../../src/questions/recommend.js'
import { parseSize } from '../../src/questions/size-notation.js'
import type { Field } from '../../src/questions/types.js'
import { parseWeb } from '../../src/questions/web.js'
import { bytes, GB, listed, MB, plural } from '../../src/text/format.js'
import { desired } from '../../src/units/desired.js'
import { aServer } from '../support/a-server.js'

const facts = aServer({ cores: 8, memory: 15.63, maxConnections: 300 })
const answers = recommend(facts)

function step(id: string) {
  const found = steps.find((each) => each.id === id)
  if (found === undefined) throw new Error(id)
  return found
}

function field(id: string, name: string, now: Answers = answers): Field {
  const form = step(id)
  const found = form.kind === 'choice' ? undefined : form.fields(facts, now).find((each) => each.id === name)
  if (found === undefined) throw new Error(name)
  return found
}

describe('parsers', () => {
  const range = { what: 'Cores', min: 1, max: 8 }
  test.each([
    ['4', { value: 4 }],
    [' 8 ', { value: 8 }],
    ['9', { wrong: 'Cores can\'t be "9": give a whole number from 1 to 8.' }],
    ['1.5', { wrong: 'Cores can\'t be "1.5": give a whole number from 1 to 8.' }],
    ['', { wrong: 'Cores can\'t be "": give a whole number from 1 to 8.' }],
  ])('count %j', (text, expected) => expect(parseCount(text, range)).toEqual(expected))

  test.each([
    ['8G', 8 * GB],
    ['7', 7 * GB],
    ['7.5', 7.5 * GB],
    ['512M', 512 * MB],
    ['7.5 GB', 7.5 * GB],
    ['7,5gib', 7.5 * GB],
  ])('memory %j', (text, value) => expect(parseMemory(text)).toEqual({ value }))
  test.each(['1024', 'much', '0G', '-1G'])('memory %j is wrong', (text) =>
    expect(parseMemory(text)).toHaveProperty('wrong'),
  )

  test.each([
    ['4x5', { workers: 4, threads: 5 }],
    ['0 × 5', { workers: 0, threads: 5 }],
    ['none', null],
  ])('web %j', (text, value) => expect(parseWeb(text)).toEqual({ value }))
  test.each(['4', '4x0', '4x51', '100x5'])('web %j is wrong', (text) =>
    expect(parseWeb(text)).toHaveProperty('wrong'),
  )

  test.each([
    ['2x25', { threads: 25, processes: 2 }],
    ['2 × 25', { threads: 25, processes: 2 }],
    ['25x2', { threads: 2, processes: 25 }],
    ['25', { threads: 25, processes: 1 }],
    ['None', null],
  ])('group %j', (text, value) => expect(parseSize(text, { what: 'push', now: null })).toEqual({ value }))
  test.each(['0', '51', '0x5', '100x5', '2x51', 'x', '2x'])('group %j is wrong', (text) =>
    expect(parseSize(text, { what: 'push', now: null })).toHaveProperty('wrong'),
  )
  test('a number alone is threads, and leaves the processes as they are', () => {
    expect(parseSize('40', { what: 'push', now: { threads: 25, processes: 2 } })).toEqual({
      value: { threads: 40, processes: 2 },
    })
  })
  test('a group that is wrong hears how much is allowed in words, not in a form that reads two ways', () => {
    expect(parseSize('51', { what: 'push', now: null })).toEqual({
      wrong: expect.stringContaining('(at most 50 threads in each of 99 processes), or none.'),
    })
    expect(parseSize('51', { what: 'mail', now: null, exclusive: true })).toEqual({
      wrong: expect.stringContaining('such as 25 (at most 50 threads in 1 process), or none.'),
    })
  })
})

describe('steps', () => {
  test('come in asking order', () => {
    expect(steps.map(({ id }) => id)).toEqual(['machine', 'web', 'streaming', 'layout', 'threads', 'sandbox'])
  })

  test.each(steps.map((each) => [each.id, each] as const))('%s proposes what is recommended', (_id, each) => {
    expect(each.why(facts, answers)).toMatch(/\.$/)
    if (each.kind === 'choice') {
      const [proposed, ...others] = each.choices(facts, answers).filter((choice) => choice.proposed)
      expect([proposed?.value, others]).toEqual([each.value(answers), []])
      expect(each.set(facts, answers, each.value(answers))).toEqual(answers)
    } else {
      for (const one of each.fields(facts, answers)) {
        expect(one.value).toBe(one.proposed)
        expect(one.set(answers, one.value)).toEqual(answers)
        for (const text of [one.more(answers), one.less(answers)])
          expect(one.set(answers, text)).toBeTypeOf('object')
        expect(one.set(answers, 'what?')).toMatch(/what\?.*\.$/)
      }
    }
  })

  test.each([
    ['machine', 'cores', '8', '7'],
    ['machine', 'memory', '15.6G', '15.1G'],
    ['web', 'workers', '9', '7'],
    ['web', 'threads', '6', '4'],
    ['streaming', 'processes', '2', '1'],
    ['threads', 'push', '1x30', '1x20'],
    ['threads', 'ingress', '2x6', '2x4'],
    ['threads', 'default', '1x15', '1x9'],
  ])('%s %s: arrows', (id, name, more, less) => {
    expect([field(id, name).more(answers), field(id, name).less(answers)]).toEqual([more, less])
  })

  test('the scheduler keeps to one process', () => {
    expect(field('threads', 'scheduler').set(answers, '2x5')).toMatch(/scheduler.*only one process/)
    expect(field('threads', 'scheduler').set(answers, '1x5')).toBeTypeOf('object')
  })

  test.each(['80', '16G', '0G', '100M'])(
    'memory %s: the range that is told is the one that holds',
    (text) => {
      expect(field('machine', 'memory').set(answers, text)).toBe(
        `Memory can't be "${text}": at least 512 MB and at most 15.6 GB are allowed.`,
      )
      expect(field('machine', 'memory').set(answers, '15.6G')).toMatchObject({ memory: facts.machine.memory })
    },
  )

  test('fewer cores propose the rest anew', () => {
    const after = field('machine', 'cores').set(answers, '2')
    expect(after).toMatchObject({
      cores: 2,
      layout: 'one',
      web: { workers: 2, threads: 5 },
      groups: { all: { threads: 25, processes: 1 } },
    })
  })

  test('another layout brings its groups', () => {
    const layout = step('layout')
    if (layout.kind !== 'choice') throw new Error('not a choice')
    expect(Object.keys(layout.set(facts, answers, 'split').groups)).toEqual(['mail', 'rest'])
    expect(layout.choices(facts, answers).map(({ detail }) => detail)).toEqual([
      'all 7 queues, 600 MB',
      'scheduler and mailers | the rest × 4, 2.9 GB',
      '8 processes, sized one by one, 4.7 GB',
    ])
  })

  test('no web, and back', () => {
    const without = field('web', 'workers').set(answers, 'none') as Answers
    expect(without.web).toBeNull()
    expect(field('web', 'threads', without).set(without, '5')).toMatch(/first\.$/)
    expect(field('web', 'workers', without).more(without)).toBe('8')
  })
})

describe('threads, on a server under load', () => {
  const queues = { push: { late: 340, waiting: 12_480 }, fasp: { processes: 0 } }
  const busy = aServer({ cores: 8, memory: 15.63, maxConnections: 300, load: { queues } })
  const fields = (now: Answers) => {
    const form = step('threads')
    return form.kind === 'choice' ? [] : form.fields(busy, now)
  }
  const on = (label: string, now: Answers = answers) => fields(now).find((each) => each.id === label)

  test('each queue is proposed what its load asks for, and says why', () => {
    expect(fields(answers).map(({ id, proposed }) => `${id} ${proposed}`)).toEqual([
      ...[
        'default 1x10',
        'push 1x40',
        'ingress 2x5',
        'mailers 1x5',
        'pull 1x15',
        'scheduler 1x5',
        'fasp 1x2',
      ],
    ])
    expect(on('push')?.why).toMatch(/^push: 340 s behind, .* → 40 threads\.$/)
    expect(on('default')?.why).toMatch(/^default: quick/)
    expect(step('threads').why(busy, answers)).toBe(on('push')?.why)
  })

  test('taking a proposal, or any other edit, proposes no more', () => {
    for (const threads of [40, 45, 10]) {
      const edited = { ...answers, groups: { ...answers.groups, push: { threads, processes: 1 } } }
      expect(on('push', edited)?.proposed).toBe('1x40')
    }
  })

  test('more of a queue that nobody serves is its proposal', () => {
    const without = { ...answers, groups: { ...answers.groups, fasp: null } }
    expect(on('fasp', without)?.more(without)).toBe('1x2')
    const elsewhere = aServer({
      maxConnections: 300,
      load: { queues: { pull: { here: false } } },
    })
    const form = step('threads')
    const none = { ...answers, groups: { ...answers.groups, pull: null } }
    const pull =
      form.kind === 'choice' ? undefined : form.fields(elsewhere, none).find((each) => each.id === 'pull')
    expect([pull?.proposed, pull?.more(none)]).toEqual(['none', '1x15'])
  })

  test('in another layout than the one that runs, its groups say what their queues do now', () => {
    const split = { ...answers, layout: 'split' as const, groups: { mail: null, rest: null } }
    expect(fields(split).map(({ proposed, why }) => [proposed, why])).toEqual([
      ['1x5', 'mail: quick; 0 of 10 threads work for its queues now → 5 threads.'],
      [
        '4x15',
        'rest: push is 340 s behind, 12480 jobs wait; 25 of 60 threads work for its queues now → 4 processes of 15 threads.',
      ],
    ])
    expect(step('threads').why(busy, split)).toMatch(/^rest: push is 340 s behind/)
  })

  test('without evidence nothing is different', () => {
    expect(field('threads', 'push').why).toBeUndefined()
    expect(step('threads').why(facts, answers)).toMatch(/^Proposed: /)
  })
})

describe('a difference of less than a tenth', () => {
  const big = aServer({ cores: 12, memory: 64, maxConnections: 400 })
  const own = (workers: number, threads: number): Answers => {
    const { groups, ...rest } = recommend(big)
    return { ...rest, web: { workers, threads: 5 }, groups: { ...groups, push: { threads, processes: 1 } } }
  }
  const proposed = (id: string, name: string, now: Answers) => {
    const form = step(id)
    const server = {
      ...big,
      state: desired(big, own(now.web?.workers ?? 0, now.groups['push']?.threads ?? 0)),
    }
    const found =
      form.kind !== 'choice' ? form.fields(server, now).find((each) => each.id === name) : undefined
    return { value: found?.proposed, why: form.why(server, now) }
  }

  test.each([
    [11, '11', true],
    [12, '12', false],
    [13, '13', true],
    [10, '12', false],
    [14, '12', false],
  ])('web: %i workers, proposed %s', (workers, expected, said) => {
    const { value, why } = proposed('web', 'workers', own(workers, 25))
    expect([value, why.includes('less than a tenth')]).toEqual([expected, said])
  })

  test.each([
    [24, '1x24', true],
    [25, '1x25', false],
    [27, '1x27', true],
    [22, '1x25', false],
    [28, '1x25', false],
  ])('push: %i threads, proposed %s', (threads, expected, said) => {
    const { value, why } = proposed('threads', 'push', own(12, threads))
    expect([value, why.includes('less than a tenth')]).toEqual([expected, said])
  })

  test('is for what runs: an edit is still led back to it', () => {
    const server = { ...big, state: desired(big, own(11, 24)) }
    const form = step('threads')
    const fields = form.kind !== 'choice' ? form.fields(server, own(11, 26)) : []
    expect(fields.find(({ id }) => id === 'push')).toMatchObject({ value: '1x26', proposed: '1x24' })
  })
})

test('formats', () => {
  expect([bytes(7.66 * GB), bytes(16 * GB), bytes(512 * MB), bytes(GB - 1)]).toEqual([
    '7.7 GB',
    '16 GB',
    '512 MB',
    '1 GB',
  ])
  expect([plural(1, 'core'), plural(2, 'process', 'processes')]).toEqual(['1 core', '2 processes'])
  expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c'])
})
