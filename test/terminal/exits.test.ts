import { describe, expect, test } from 'vitest'
import { applying, finished, go, keys, type Place, places, within, wizard } from '../support/places.js'
import { type Watched, watch } from './left-as-it-was.js'

/** The ways out, and with which exit status each leaves a screen before anything is applied, and after it. */
const ways = [
  { by: 'q', out: ({ terminal }: Watched) => terminal.press('q'), before: 0 },
  { by: 'Ctrl-C', out: ({ terminal }: Watched) => terminal.press(keys.ctrlC), before: 130 },
  { by: 'SIGTERM', out: ({ signal }: Watched) => signal('TERM'), before: 143 },
  { by: 'SIGHUP', out: ({ signal }: Watched) => signal('HUP'), before: 129 },
  { by: 'an error that nobody caught', out: ({ crash }: Watched) => crash(), before: 1 },
] as const

/** What has to be answered, or closed, before and after a way out that is a key. */
const around: Readonly<Record<string, readonly [string, string]>> = {
  help: ['q', ''],
  'help of the review': ['q', ''],
  'the question about leaving': ['n', 'y'],
}

/** What was written last; an error is one sentence there, and no list of functions. */
function sentences({ terminal }: Watched): string {
  const shown = terminal.screen().join('\n')
  expect(shown).not.toMatch(/^ +at .*:\d+:\d+/m)
  return shown
}

async function leave(place: Place, { by, out, before }: (typeof ways)[number]): Promise<void> {
  const watched = await watch(wizard)
  await go(watched.terminal, place)
  const [closes, answers] = by === 'q' ? (around[place.name] ?? ['', '']) : ['', '']
  if (closes !== '') watched.terminal.press(closes)
  out(watched)
  if (answers !== '') {
    await watched.terminal.waitFor(place.shows, { within })
    watched.terminal.press(answers)
  }
  expect(await watched.leavesAllAsItWas()).toBe(before)
  if (before === 1) expect(sentences(watched)).toContain('thrown by a test')
}

describe.concurrent.each(places.map((place) => [place.name, place] as const))('%s', (_, place) => {
  test.each(ways)('$by leaves the terminal as it was', (way) => leave(place, way), 60_000)
})

describe.concurrent('the end', () => {
  test.each(ways)(
    '$by leaves the terminal as it was, and the outcome counts',
    async ({ out }) => {
      const watched = await watch(wizard)
      await go(watched.terminal, finished)
      out(watched)
      expect(await watched.leavesAllAsItWas()).toBe(0)
      expect(sentences(watched)).toMatch(/nothing is real:\nDone in/)
    },
    60_000,
  )
})

describe.concurrent('while it looks', () => {
  test.each(ways.slice(1))(
    '$by leaves the terminal as it was',
    async ({ out, before }) => {
      const watched = await watch(wizard, /Looking/)
      out(watched)
      expect(await watched.leavesAllAsItWas()).toBe(before)
    },
    60_000,
  )
})

describe.concurrent('while something is applied', () => {
  const begin = async () => {
    const watched = await watch(wizard)
    await go(watched.terminal, applying)
    return watched
  }

  test.each(ways.slice(1, 3))(
    '$by has everything put back, and leaves the terminal as it was',
    async ({ out }) => {
      const watched = await begin()
      out(watched)
      await watched.terminal.waitFor('everything is back as it was', { within })
      watched.terminal.press(keys.enter)
      expect(await watched.leavesAllAsItWas()).toBe(3)
    },
    60_000,
  )

  test.each(ways.slice(3))(
    '$by ends the screen but not the plan, and leaves the terminal as it was',
    async ({ out }) => {
      const watched = await begin()
      out(watched)
      expect(await watched.leavesAllAsItWas()).toBe(0)
      expect(sentences(watched)).toMatch(/nothing is real:\nDone in/)
    },
    60_000,
  )

  test('an error that nobody caught, then Ctrl-C: everything is put back', async () => {
    const watched = await begin()
    watched.crash()
    await watched.terminal.waitFor('thrown by a test', { within })
    watched.terminal.press(keys.ctrlC)
    expect(await watched.leavesAllAsItWas()).toBe(3)
    expect(sentences(watched)).toContain('everything is back as it was')
  }, 60_000)
})

describe.concurrent('status --watch', () => {
  const statuses: Readonly<Record<string, number>> = { 'an error that nobody caught': 1 }

  test.each(ways)(
    '$by leaves the terminal as it was',
    async ({ by, out }) => {
      const watched = await watch(['node', wizard[1] ?? '', 'status', '--practice', '--watch'], /push.*of 25/)
      out(watched)
      expect(await watched.leavesAllAsItWas()).toBe(statuses[by] ?? 0)
      if (statuses[by] !== undefined) expect(sentences(watched)).toContain('mastodon-tune: thrown by a test')
    },
    60_000,
  )
})
