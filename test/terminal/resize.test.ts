import { expect, test } from 'vitest'
import { go, keys, open, type Place, places, within, wizard } from '../support/places.js'
import { shown } from '../support/shown-in-terminal.js'
import type { TestTerminal } from '../support/terminal.js'

const earlier = 'written earlier'
const withHistory = ['sh', '-c', `echo ${earlier}; exec ${wizard.join(' ')}`]

/** Larger and smaller ways, and back; at the small ones nobody can work, and the wizard goes on when there is room again. */
const sizes = [
  [40, 15],
  [200, 60],
  [80, 24],
  [20, 5],
  [60, 24],
  [39, 14],
  [80, 24],
] as const
const isSmall = ([cols, rows]: readonly [number, number]) => cols < 40 || rows < 15

/** As many Escapes as lead back to the first screen, which a further one would leave. */
function back({ keys: way }: Place): string {
  const covered = /[?q]$/.test(way) ? 'n' : ''
  return covered + keys.escape.repeat(way.split(keys.enter).length - 1)
}

test('whatever the terminal is made while a screen is there, it looks as if drawn anew', async () => {
  // The load of the queues moves, so the first screen shows its facts instead.
  const facts: Place = { name: 'all facts', keys: 'f', shows: /f load/ }
  const visited = places.slice(1)
  const fresh = new Map<string, TestTerminal>()
  for (const size of sizes) {
    const [cols, rows] = size
    if (!isSmall(size) && !fresh.has(String(size))) fresh.set(String(size), await open({ cols, rows }))
  }
  const terminal = await open({}, withHistory)
  const all = [terminal, ...fresh.values()]
  for (const place of [facts, ...visited]) {
    for (const each of all) await go(each, place)
    for (const size of sizes) {
      const before = terminal.raw().length
      terminal.resize(size[0], size[1])
      if (isSmall(size))
        await expect.poll(() => terminal.raw().length, { timeout: within }).toBeGreaterThan(before)
      else
        await expect
          .poll(() => shown(terminal, earlier), { timeout: within, message: `${place.name} at ${size}` })
          .toBe(shown(fresh.get(String(size)) ?? terminal))
    }
    for (const each of all) {
      each.press(place === facts ? 'f' : back(place))
      await each.waitFor(/f (all )?facts/, { within })
    }
  }
  for (const each of all) each.kill()
}, 180_000)
