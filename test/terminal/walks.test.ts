import { describe, expect, test } from 'vitest'
import { steps } from '../../src/questions/index.js'
import { env, first, keys, open, titleOf, within, wizard } from '../support/places.js'
import { openTerminal, type TestTerminal } from '../support/terminal.js'

/** The rows with what can be answered: the one at the cursor, and what stands in brackets. Figures beside them may move. */
const answersOn = (terminal: TestTerminal) =>
  terminal
    .screen()
    .filter((row) => /[❯>] |\[.+\]/.test(row))
    .map((row) => row.trim().slice(0, 24))

/** What an admin does at a step to answer something else than what stands there. */
const edits: Readonly<Record<string, string>> = {
  form: keys.left,
  sizes: keys.left,
  choice: keys.down,
  streaming: keys.right,
}

describe.each([
  [80, 24],
  [40, 15],
])('in a terminal of %dx%d', (cols, rows) => {
  test('every step forward, back and forward again: each shows what was answered there', async () => {
    const terminal = await open({ cols, rows })
    const kept = new Map<number, readonly string[]>()
    for (const [at, step] of steps.entries()) {
      terminal.press(keys.enter)
      await terminal.waitFor(titleOf(at), { within })
      const before = answersOn(terminal)
      terminal.press(edits[step.id] ?? edits[step.kind] ?? '')
      await expect.poll(() => answersOn(terminal), { timeout: within }).not.toEqual(before)
      kept.set(at, answersOn(terminal))
    }
    const same = (at: number) =>
      expect.poll(() => answersOn(terminal), { timeout: within }).toEqual(kept.get(at))
    terminal.press(keys.enter)
    await terminal.waitFor('Review', { within })
    for (const at of [...steps.keys()].reverse()) {
      terminal.press(keys.escape)
      await terminal.waitFor(titleOf(at), { within })
      await same(at)
    }
    terminal.press(keys.escape)
    await terminal.waitFor(first.shows, { within })
    for (const at of steps.keys()) {
      terminal.press(keys.enter)
      await terminal.waitFor(titleOf(at), { within })
      await same(at)
    }
    terminal.press(`${keys.enter}q`)
    await terminal.waitFor('Leave?', { within })
    terminal.press('y')
    expect(await terminal.exited).toBe(0)
  }, 120_000)
})

test('what is typed while it starts leaves no mark on the first screen', async () => {
  const terminal = openTerminal(wizard, { env })
  terminal.press(`too early ${keys.down}`)
  await terminal.waitFor(first.shows, { within })
  expect(terminal.screen()[0]).toMatch(/^ \S.*found/i)
  expect(terminal.screen().join('')).not.toContain('early')
  terminal.kill()
})
