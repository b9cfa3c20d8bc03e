import { steps } from '../../src/questions/index.js'
import { finished, first, keys, titleOf, wizard } from '../../test/support/places.js'
import { type FarTerminal, farTerminal, type Pressed } from './far-terminal.js'
import type { Speed } from './line.js'

/** What was pressed where, how many keys that were, and how it went. */
export interface Measure extends Pressed {
  readonly what: string
  readonly keys: number
}

/** Twenty presses of → in Puma's workers: each counts, and the number says how many were seen. */
const burst = 20

/** Goes through the wizard behind a slow line from its start to the end of an apply. */
export async function walk(speed: Speed): Promise<readonly Measure[]> {
  const terminal = farTerminal(wizard, speed)
  const all: Measure[] = []
  const press = async (what: string, sent: string, isRight: (screen: string) => boolean, count = 1) => {
    const pressed = await terminal.press(sent, isRight)
    all.push({ what, keys: count, ...pressed })
  }
  const shows = (what: RegExp) => (screen: string) => what.test(screen)
  await press('start to what was found', '', shows(first.shows), 0)
  const load = terminal.screen()
  await press('found: f, all facts', 'f', (screen) => !screen.includes('Waiting') && screen !== load)
  await press('found: f, the load', 'f', shows(/Waiting/))
  for (const [at, step] of steps.entries()) {
    const name = `step ${at + 1}, ${step.title}`
    await press(`to ${name}: enter`, keys.enter, shows(titleOf(at)))
    const here = answerOn(terminal)
    const [there, back] = step.kind === 'choice' ? [keys.down, keys.up] : way(step.id)
    await press(`${name}: one arrow`, there, (screen) => answerIn(screen) !== here)
    await press(`${name}: one arrow back`, back, (screen) => answerIn(screen) === here)
    if (step.id === 'web') await twenty(terminal, name, all)
  }
  await press('to the review: enter', keys.enter, shows(/Review/))
  await press('review: tab to the files', '\t', shows(/\[Files/))
  const [file = ''] = markedIn(terminal.screen())
  await press('review: ↓, next file', keys.down, (screen) => markedIn(screen)[0] !== file)
  const text = terminal.screen()
  await press('review: a page of text', ' ', (screen) => screen !== text)
  await press('apply: y to its first line', 'y', shows(/Applying/))
  await press('apply: until done', '', shows(finished.shows), 0)
  terminal.kill()
  return all
}

async function twenty(terminal: FarTerminal, name: string, all: Measure[]): Promise<void> {
  const number = () => Number(/\[(\d+)\]/.exec(terminal.screen())?.[1])
  const before = number()
  const pressed = await terminal.press(keys.right.repeat(burst), () => number() === before + burst)
  all.push({ what: `${name}: ${burst} arrows at once`, keys: burst, ...pressed })
  await terminal.press(keys.left.repeat(burst), () => number() === before)
}

/** There and back again in a form: to where there is room. */
const way = (id: string) =>
  (id === 'machine' ? [keys.left, keys.right] : [keys.right, keys.left]) as [string, string]
const markedIn = (screen: string) => screen.split('\n').filter((row) => row.includes('❯'))
const answerIn = (screen: string) => markedIn(screen)[0]?.trim().slice(0, 24)
const answerOn = (terminal: FarTerminal) => answerIn(terminal.screen())
