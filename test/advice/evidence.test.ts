import { describe, expect, test } from 'vitest'
import { adviseFromEvidence, evidenceReason, tolerable, worstFirst } from '../../src/advice/evidence.js'
import { printSize } from '../../src/questions/size-notation.js'
import { aLoad } from '../support/a-load.js'
import { aServer } from '../support/a-server.js'
import { type ServerUnderLoad, serverUnderLoad } from '../support/server-under-load.js'

/** A row: the server, the group that is looked at, its proposed size and what the reason says. */
type Row = readonly [told: ServerUnderLoad, label: string, size: string, reason: RegExp]

/** Named rows for `test.each`. */
function namedRows(rows: Readonly<Record<string, Row>>): (readonly [name: string, ...row: Row])[] {
  return Object.entries(rows).map(([name, row]) => [name, ...row] as const)
}

/** What is proposed for one group, and why. */
function adviceFor(label: string, told: ServerUnderLoad) {
  const { facts, answers } = serverUnderLoad(told)
  const found = adviseFromEvidence(facts, answers)?.[label]
  if (found === undefined) throw new Error(label)
  return { ...found, text: printSize(found.size) }
}

const cramped = { cores: 8, memory: 32, maxConnections: 105 }
const late = { late: 340 }

describe('tolerable', () => {
  test.each([
    ['default', 30],
    ['ingress', 30],
    ['mailers', 60],
    ['scheduler', 60],
    ['novel', 60],
    ['push', 120],
    ['pull', 3600],
    ['fasp', 3600],
  ])('%s: %d s', (queue, seconds) => {
    expect(tolerable(queue)).toBe(seconds)
    const at = (age: number) =>
      adviceFor(queue === 'novel' ? 'default' : queue, { queues: { [queue]: { late: age } } }).urgency
    if (queue === 'novel') return
    expect([at(seconds), at(seconds + 1) > 1]).toEqual([0, true])
  })
})

describe('one group', () => {
  test.each(
    namedRows({
      'nothing waits': [{}, 'push', '1x25', /^push: quick, 0 of 25 threads busy\.$/],
      'late, but tolerably, with all busy': [
        { queues: { push: { late: 120 } } },
        'push',
        '1x25',
        /quick, 25 of 25/,
      ],
      'pull half an hour late': [{ queues: { pull: { late: 1800 } } }, 'pull', '1x15', /quick/],
      'idle is no reason to shrink': [
        { queues: { push: { threads: 50 } }, idle: 0.9 },
        'push',
        '1x50',
        /quick/,
      ],

      'nobody serves it, jobs wait': [
        { queues: { push: { processes: 0, late: 340, waiting: 120 } } },
        'push',
        '1x25',
        /^push: nobody takes these jobs, 120 jobs wait, the oldest for 340 s → 25 threads\.$/,
      ],
      'nobody serves it, one waits, not for long': [
        { queues: { pull: { processes: 0, late: 9, waiting: 1 } } },
        'pull',
        '1x15',
        /1 job waits/,
      ],
      'nobody serves it, none waits': [
        { queues: { fasp: { processes: 0 } } },
        'fasp',
        '1x2',
        /none waits now → 2 threads/,
      ],
      'nobody serves it, few connections': [
        { maxConnections: 83, queues: { push: { ...late, processes: 0 } } },
        'push',
        '1x5',
        /→ 5 threads/,
      ],
      'nobody serves it, no connection': [
        { maxConnections: 76, queues: { push: { ...late, processes: 0 } } },
        'push',
        'none',
        /The database is/,
      ],
      'nobody serves it, no memory': [
        { memoryFree: 0.5, queues: { push: { ...late, processes: 0 } } },
        'push',
        'none',
        /600 MB of memory/,
      ],
      'another server serves it': [
        { queues: { push: { ...late, here: false } } },
        'push',
        'none',
        /other processes serve it; push is 340 s behind/,
      ],
      'set up, but nothing runs': [
        {
          queues: { push: { ...late, waiting: 7, processes: 0 } },
          groups: { push: { threads: 25, processes: 1 } },
        },
        'push',
        '1x25',
        /25 threads are set up, but no process takes jobs of push \(7 jobs wait\): look at its unit with systemctl status\.$/,
      ],

      'growing older': [
        { queues: { push: { ...late, lateBefore: 335 } } },
        'push',
        '1x40',
        /340 s behind and growing, all 25/,
      ],
      'growing longer': [
        { queues: { push: { ...late, waiting: 50, waitingBefore: 49 } } },
        'push',
        '1x40',
        /behind and growing/,
      ],
      'neither grows nor shrinks': [{ queues: { push: late } }, 'push', '1x40', /340 s behind, all 25/],
      'catching up quickly': [
        { queues: { push: { ...late, lateBefore: 360 } } },
        'push',
        '1x25',
        /behind and catching up, .* nothing needs to change/,
      ],
      'quick in 5 minutes': [
        { queues: { push: { late: 420, lateBefore: 430 } } },
        'push',
        '1x25',
        /catching up/,
      ],
      'quick in more than 5 minutes': [
        { queues: { push: { late: 421, lateBefore: 431 } } },
        'push',
        '1x40',
        /421 s behind, all/,
      ],
      'younger, but more': [
        { queues: { push: { ...late, lateBefore: 400, waiting: 9, waitingBefore: 8 } } },
        'push',
        '1x40',
        /and growing/,
      ],
      'two looks at one moment': [
        { queues: { push: { ...late, lateBefore: 400 } }, seconds: 0 },
        'push',
        '1x40',
        /behind, all/,
      ],

      'threads are idle': [
        { queues: { push: { ...late, busy: 3, longest: 900 } } },
        'push',
        '1x25',
        /3 of 25 threads busy: threads are not what is missing\. The longest job has run for 15 min: look at what .* the database or one that is stuck\.$/,
      ],
      'no job runs': [
        { queues: { push: { ...late, busy: 0, longest: null } } },
        'push',
        '1x25',
        /No job runs: look at the process's log/,
      ],
      '79 % busy': [
        { queues: { push: { ...late, threads: 50, busy: 39 } } },
        'push',
        '1x50',
        /not what is missing/,
      ],
      '80 % busy': [
        { queues: { push: { ...late, threads: 50, busy: 40 } } },
        'push',
        '1x50',
        /nearly all, but not all/,
      ],
      '88 % busy': [{ queues: { push: { ...late, busy: 22 } } }, 'push', '1x25', /nearly all, but not all/],
      '90 % busy': [
        { queues: { push: { ...late, threads: 20, busy: 18 } } },
        'push',
        '1x30',
        /18 of 20 threads busy/,
      ],

      'the database is full': [
        { inUse: 155, queues: { push: late } },
        'push',
        '1x25',
        /The database is the limit: 155 of 172 connections are in use; raise max_connections or put PgBouncer in between first\.$/,
      ],
      'the database is nearly full': [
        { inUse: 153, queues: { push: late } },
        'push',
        '1x25',
        /The database is the limit: 153 of 172/,
      ],
      'the database has some left': [
        { inUse: 148, queues: { push: late } },
        'push',
        '1x31',
        /6 connections free → 31 threads/,
      ],
      'all connections are planned': [
        { maxConnections: 105, queues: { push: late } },
        'push',
        '1x25',
        /92 of 102 connections are in use or planned/,
      ],
      'no connections and no idle core': [
        { maxConnections: 105, idle: 0.05, queues: { push: late } },
        'push',
        '1x25',
        /The database is the/,
      ],
      'a change of less than a tenth': [
        { maxConnections: 108, queues: { push: late } },
        'push',
        '1x25',
        /The database is the limit/,
      ],
      'a change of a tenth': [
        { maxConnections: 109, queues: { push: late } },
        'push',
        '1x28',
        /3 connections free → 28/,
      ],
      'a replica': [
        { maxConnections: 250, queues: { push: late }, settings: { replica: true } },
        'push',
        '1x40',
        /→ 40/,
      ],
      'a replica takes two for each thread': [
        { maxConnections: 218, queues: { push: late }, settings: { replica: true } },
        'push',
        '1x29',
        /9 conn/,
      ],
      'PgBouncer, its limit read': [
        {
          inUse: 99,
          maxConnections: 103,
          queues: { push: late },
          settings: { pgbouncer: true, pgbouncerClients: 100 },
        },
        'push',
        '1x25',
        /92 of 100 connections are in use or planned; raise PgBouncer's max_client_conn first/,
      ],
      'PgBouncer, its limit not known': [
        { queues: { push: { ...late, processes: 3 } }, settings: { pgbouncer: true } },
        'push',
        '3x40',
        /CPU 40 % idle, PgBouncer's limit not known → 3 processes of 40 threads/,
      ],

      'mission: push': [
        { queues: { push: late } },
        'push',
        '1x40',
        /^push: 340 s behind, all 25 threads busy, CPU 40 % idle, 62 connections free → 40 threads\.$/,
      ],
      'few threads': [{ queues: { mailers: { ...late, threads: 2 } } }, 'mailers', '1x5', /→ 5 threads/],
      '5 threads': [{ queues: { mailers: late } }, 'mailers', '1x10', /→ 10 threads/],
      '10 threads': [{ queues: { pull: { late: 7200, threads: 10 } } }, 'pull', '1x15', /2 h behind/],
      '30 threads': [{ queues: { push: { ...late, threads: 30 } } }, 'push', '1x50', /→ 50 threads/],
      'two processes, few connections': [
        { maxConnections: 145, queues: { push: { ...late, processes: 2 } } },
        'push',
        '2x30',
        /10 conn.* of 30/,
      ],
      '40 threads': [{ queues: { push: { ...late, threads: 40 } } }, 'push', '1x50', /→ 50 threads/],
      '45 threads': [{ queues: { push: { ...late, threads: 45 } } }, 'push', '1x50', /→ 50 threads/],
      'two processes': [
        { queues: { push: { ...late, processes: 2 } } },
        'push',
        '2x40',
        /all 50 threads.* → 2 processes of 40 threads/,
      ],
      '50 threads': [
        { queues: { push: { ...late, threads: 50 } } },
        'push',
        '2x35',
        /would not help: 2 processes of 35/,
      ],
      '100 threads in one process': [
        { maxConnections: 300, queues: { push: { ...late, threads: 100 } } },
        'push',
        '2x50',
        /2 processes of 50/,
      ],
      '50 threads, no memory': [
        { memoryFree: 0.5, queues: { push: { ...late, threads: 50 } } },
        'push',
        '1x50',
        /600 MB of memory, which are not/,
      ],
      'CPU 25 % idle': [{ idle: 0.25, queues: { push: late } }, 'push', '1x40', /CPU 25 % idle/],
      'CPU 24 % idle': [
        { idle: 0.24, queues: { push: late } },
        'push',
        '1x25',
        /CPU only 24 % idle: too little/,
      ],
      'CPU not measured': [
        { idle: null, queues: { push: late } },
        'push',
        '1x25',
        /whether cores are idle is not known/,
      ],
      'CPU 9 % idle': [
        { idle: 0.09, queues: { push: late } },
        'push',
        '1x25',
        /CPU full; more threads would not help, more cores would/,
      ],
      'CPU 10 % idle': [{ idle: 0.1, queues: { push: late } }, 'push', '1x25', /CPU only 10 % idle/],
      'push fills a core': [
        { queues: { push: { ...late, cpu: 0.85 } } },
        'push',
        '2x25',
        /CPU full; more threads would not help: 2 processes of 25\. A process uses one core at most, and 40 % of all are idle\.$/,
      ],
      'push nearly fills a core': [{ queues: { push: { ...late, cpu: 0.84 } } }, 'push', '1x40', /→ 40/],
      'push fills a core, few connections': [
        { ...cramped, maxConnections: 112, queues: { push: { ...late, cpu: 1 } } },
        'push',
        '2x15',
        /2 proc/,
      ],
      'push fills the only core': [
        { cores: 1, queues: { push: { ...late, cpu: 1 } } },
        'push',
        '1x25',
        /no core is free for it/,
      ],

      'mission: ingress, its core is full': [
        { queues: { ingress: { late: 48, threads: 25, processes: 1, cpu: 0.95 } } },
        'ingress',
        '2x5',
        /^ingress: 48 s behind, all 25 threads busy, CPU full; more threads would not help: 2 processes of 5\./,
      ],
      'ingress, all cores are full': [
        { idle: 0.02, queues: { ingress: { late: 48, threads: 25, processes: 1 } } },
        'ingress',
        '2x5',
        /CPU full; more threads would not help: 2 processes of 5\.$/,
      ],
      'ingress, its core is not measured': [
        { queues: { ingress: { late: 48, threads: 25, processes: 1, cpu: null } } },
        'ingress',
        '2x5',
        /jobs compute/,
      ],
      'ingress, its core is not full': [
        { queues: { ingress: { late: 48, threads: 25, processes: 1 } } },
        'ingress',
        '2x15',
        /jobs compute, so processes/,
      ],
      'ingress with 11 threads': [
        { queues: { ingress: { late: 48, threads: 11, processes: 1, cpu: 0.9 } } },
        'ingress',
        '2x5',
        /2 processes of 5/,
      ],
      'ingress with 10 threads': [
        { queues: { ingress: { late: 48, threads: 10, processes: 1, cpu: 0.9 } } },
        'ingress',
        '2x10',
        /2 processes of 10/,
      ],
      'ingress needs no connection to be split': [
        { ...cramped, queues: { ingress: { late: 48, threads: 25, processes: 1, cpu: 0.9 } } },
        'ingress',
        '2x5',
        /2 processes of 5/,
      ],
      'ingress, but the database is full': [
        { inUse: 170, queues: { ingress: { late: 48, threads: 25, processes: 1, cpu: 0.9 } } },
        'ingress',
        '1x25',
        /The database is/,
      ],
      'ingress without memory': [
        { memoryFree: 0.5, queues: { ingress: { late: 48, threads: 25, processes: 1, cpu: 0.9 } } },
        'ingress',
        '1x25',
        /600 MB of memory/,
      ],
      'ingress, small, all cores are full': [
        { idle: 0.05, queues: { ingress: { late: 48 } } },
        'ingress',
        '2x5',
        /more cores would/,
      ],
      'ingress, small, a core is free': [
        { queues: { ingress: { late: 48 } } },
        'ingress',
        '3x5',
        /3 processes of 5/,
      ],
      'ingress, eight processes': [
        { queues: { ingress: { late: 48, processes: 8 } } },
        'ingress',
        '10x5',
        /10 processes of 5/,
      ],
      'ingress, eight processes, one core': [
        { idle: 0.15, queues: { ingress: { late: 48, processes: 8 } } },
        'ingress',
        '9x5',
        /9 processes/,
      ],
      'default computes too': [
        { queues: { default: { late: 48, cpu: 1 } } },
        'default',
        '2x10',
        /2 processes of 10/,
      ],
      'default without a measured CPU': [
        { idle: null, queues: { default: { late: 48 } } },
        'default',
        '1x10',
        /no core is free/,
      ],
      'default without a measured CPU, many cores': [
        { cores: 16, idle: null, queues: { default: { late: 48 } } },
        'default',
        '2x10',
        /2 proc/,
      ],
      'default, memory not measured': [
        { memoryFree: null, queues: { default: { late: 48 } } },
        'default',
        '2x10',
        /2 processes/,
      ],

      'the scheduler': [{ queues: { scheduler: late } }, 'scheduler', '1x10', /→ 10 threads\.$/],
      'the scheduler fills a core': [
        { queues: { scheduler: { ...late, cpu: 1 } } },
        'scheduler',
        '1x5',
        /A second process would start the regular/,
      ],
      'the scheduler has 50': [
        { queues: { scheduler: { ...late, threads: 50 } } },
        'scheduler',
        '1x50',
        /more than 50 threads would not help/,
      ],
    }),
  )('%s', (_name, told, label, size, reason) => {
    const advice = adviceFor(label, told)
    expect(advice.reason).toMatch(reason)
    expect(advice.text).toBe(size)
    expect(advice.reason).toMatch(/^[a-z]+: .*\.$/)
    expect(advice.reason).not.toMatch(/NaN|undefined|null|Infinity|-\d/)
  })
})

const rest = ['default', 'push', 'ingress', 'pull', 'fasp']
const all = ['default', 'push', 'ingress', 'mailers', 'pull', 'scheduler', 'fasp']
const mail = { queues: ['mailers', 'scheduler'], threads: 5 }

describe('groups of several queues', () => {
  test.each(
    namedRows({
      'split: judged by the worst': [
        {
          layout: 'split',
          together: [{ queues: rest, threads: 15, processes: 2 }, mail],
          queues: { push: late, default: { late: 40 } },
        },
        'rest',
        '2x25',
        /^rest: push is 340 s behind, all 30 threads busy, .* → 2 processes of 25 threads\.$/,
      ],
      'split: one that catches up is not the worst': [
        {
          layout: 'split',
          together: [{ queues: rest, threads: 15, processes: 2 }, mail],
          queues: { push: { ...late, lateBefore: 400 }, default: { late: 40 } },
        },
        'rest',
        '3x15',
        /^rest: default is 40 s behind/,
      ],
      'split: no more than 25 where some compute': [
        {
          layout: 'split',
          together: [{ queues: rest, threads: 25, processes: 2 }, mail],
          queues: { push: late },
        },
        'rest',
        '3x25',
        /3 processes of 25/,
      ],
      'split: what waits keeps its threads': [
        {
          layout: 'split',
          idle: 0.05,
          together: [{ queues: rest, threads: 15, processes: 2 }, mail],
          queues: { default: late },
        },
        'rest',
        '2x15',
        /more cores would/,
      ],
      'split: mail holds the scheduler': [
        {
          layout: 'split',
          together: [{ queues: rest }, { ...mail, threads: 50 }],
          queues: { mailers: late },
        },
        'mail',
        '1x50',
        /→ the layout per-queue, mailers with 40 threads\. Beyond 50 threads little is gained, and the scheduler allows no second process\.$/,
      ],
      'split: too small a server for the next layout': [
        {
          layout: 'split',
          cores: 4,
          memory: 8,
          together: [{ queues: rest }, { ...mail, threads: 50 }],
          queues: { mailers: late },
        },
        'mail',
        '1x50',
        /more than 50 threads would not help\. .*can't have a second process: the layout per-queue/,
      ],
      'one: more threads while cores are idle': [
        { layout: 'one', together: [{ queues: all, threads: 15 }], queues: { default: late } },
        'all',
        '1x25',
        /^all: default is 340 s behind, .* → 25 threads\. .*the layout split or per-queue is the way to more\.$/,
      ],
      'one: 25 threads are the most where some compute': [
        { layout: 'one', together: [{ queues: all, threads: 25 }], queues: { push: late } },
        'all',
        '1x25',
        /CPU 40 % idle → the layout per-queue, push with 25 threads\. Beyond 25 threads little is gained, and .* no second process\.$/,
      ],
      'one: few cores are idle': [
        { layout: 'one', idle: 0.2, together: [{ queues: all, threads: 25 }], queues: { push: late } },
        'all',
        '1x25',
        /more than 25 threads would not help\. .*the layout split or per-queue/,
      ],
      'one: a full core': [
        {
          layout: 'one',
          idle: 0.2,
          together: [{ queues: all, threads: 25, cpu: 0.95 }],
          queues: { default: late },
        },
        'all',
        '1x25',
        /CPU full → the layout per-queue, default with 10 threads\. Its core is full, and .* no second process\.$/,
      ],
      'one: a small server': [
        {
          layout: 'one',
          cores: 2,
          together: [{ queues: all, threads: 25, cpu: 0.95 }],
          queues: { default: late },
        },
        'all',
        '1x25',
        /more threads would not help\. .*the layout split or per-queue/,
      ],
      'one: full cores': [
        { layout: 'one', idle: 0.05, together: [{ queues: all, threads: 25 }], queues: { default: late } },
        'all',
        '1x25',
        /more cores/,
      ],
      'one: 50 already': [
        { layout: 'one', together: [{ queues: all, threads: 50 }], queues: { push: late } },
        'all',
        '1x50',
        /→ the layout per-queue/,
      ],
      'one: no connections': [
        {
          layout: 'one',
          maxConnections: 53,
          together: [{ queues: all, threads: 25 }],
          queues: { push: late },
        },
        'all',
        '1x25',
        /The database is the limit/,
      ],
      'split: nobody serves the rest': [
        { layout: 'split', together: [{ queues: rest, processes: 0 }, mail], queues: { push: late } },
        'rest',
        '4x11',
        /nobody takes the jobs of push, .* → 4 processes of 11 threads/,
      ],
      'split: another server serves the worst of the rest': [
        {
          layout: 'split',
          together: [
            { queues: ['push'], here: false },
            { queues: rest.filter((name) => name !== 'push'), processes: 0 },
            mail,
          ],
          queues: { push: late, default: { late: 20 } },
        },
        'rest',
        '4x11',
        /nobody takes the jobs of default/,
      ],
      'one: another server has the scheduler': [
        {
          layout: 'one',
          together: [{ queues: ['scheduler'], here: false }],
          queues: Object.fromEntries(all.slice(0, 5).map((name) => [name, { processes: 0, late: 99 }])),
        },
        'all',
        'none',
        /other processes serve it/,
      ],
    }),
  )('%s', (_name, told, label, size, reason) => {
    const advice = adviceFor(label, told)
    expect(advice.reason).toMatch(reason)
    expect(advice.text).toBe(size)
  })
})

describe('several groups', () => {
  test('the most urgent is given first, the next what is left', () => {
    const told = { maxConnections: 129, queues: { push: { late: 240 }, mailers: { late: 600 } } }
    expect(adviceFor('mailers', told)).toMatchObject({ text: '1x10', urgency: 10 })
    expect(adviceFor('push', told)).toMatchObject({ text: '1x40', urgency: 2 })
    const scarce = { ...told, maxConnections: 118 }
    expect(adviceFor('mailers', scarce).reason).toMatch(/11 connections free → 10 threads/)
    expect(adviceFor('push', scarce)).toMatchObject({
      text: '1x31',
      reason: expect.stringMatching(/6 connections free → 31 threads/),
    })
  })

  test('memory and cores go to the most urgent', () => {
    const queues = { ingress: { late: 90 }, default: { late: 60 } }
    expect([
      adviceFor('ingress', { queues, memoryFree: 0.7 }).text,
      adviceFor('default', { queues, memoryFree: 0.7 }).text,
    ]).toEqual(['3x5', '1x10'])
    expect([
      adviceFor('ingress', { queues, idle: 0.15 }).text,
      adviceFor('default', { queues, idle: 0.15 }).text,
    ]).toEqual(['3x5', '1x10'])
    expect([adviceFor('ingress', { queues }).text, adviceFor('default', { queues }).text]).toEqual([
      '3x5',
      '2x10',
    ])
  })

  test('processes that no longer take jobs are not counted', () => {
    const advice = adviceFor('push', { queues: { push: { ...late, quiet: true, processes: 1 } } })
    expect(advice.reason).toMatch(/nobody takes/)
  })
})

describe('all of it in one sentence', () => {
  test.each(
    namedRows({
      quick: [{}, '', '', /^Everything is quick: nothing to change\.$/],
      'the worst first': [
        { queues: { push: { late: 600 }, mailers: { late: 240 } } },
        '',
        '',
        /^push: 600 s|^push: 10 min behind/,
      ],
      'relative to what is tolerable': [
        { queues: { push: { late: 240 }, mailers: { late: 180 } } },
        '',
        '',
        /^mailers: 180 s behind/,
      ],
      'the database': [
        { inUse: 160, queues: { push: late } },
        '',
        '',
        /^The database is the limit: 160 of 172 connections are in use; .* first\.$/,
      ],
      'catching up': [
        { queues: { push: { ...late, lateBefore: 400 } } },
        '',
        '',
        /^push: 340 s behind and catching up/,
      ],
      'quick, but not served': [
        { queues: { fasp: { processes: 0 } } },
        '',
        '',
        /^Everything is quick, but one thing is missing\. fasp: nobody/,
      ],
    }),
  )('%s', (_name, told, _label, _size, reason) => {
    const { facts, answers } = serverUnderLoad(told)
    expect(evidenceReason(facts, answers)).toMatch(reason)
  })

  test('nothing without evidence', () => {
    const { answers } = serverUnderLoad({})
    expect([
      adviseFromEvidence(aServer(), answers),
      evidenceReason(aServer(), answers),
      worstFirst(aServer()),
    ]).toEqual([undefined, undefined, []])
  })
})

test('worst first: late for its kind, then how many wait', () => {
  const evidence = aLoad({
    queues: {
      push: { late: 240 },
      pull: { late: 3000 },
      default: { late: 59 },
      fasp: { waiting: 3 },
      mailers: { waiting: 9 },
    },
  })
  const names = worstFirst(aServer({ load: evidence })).map(({ name }) => name)
  expect(names).toEqual(['push', 'default', 'pull', 'mailers', 'fasp', 'ingress', 'scheduler'])
})
