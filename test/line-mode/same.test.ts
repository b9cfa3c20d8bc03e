import { beforeAll, expect, test } from 'vitest'
import { budget } from '../../src/budget.js'
import { gatherFacts } from '../../src/facts/gather.js'
import { practiceHost } from '../../src/practice/host.js'
import { propose } from '../../src/proposal.js'
import { steps } from '../../src/questions/index.js'
import { answersFrom, presentOf } from '../../src/questions/read-back.js'
import { recommend } from '../../src/questions/recommend.js'
import type { Session } from '../../src/wizard/session.js'
import type { Rules, Wizard } from '../../src/wizard/types.js'
import { beginning, press, update } from '../../src/wizard.js'
import { converse } from '../support/converse.js'
import { keys } from '../support/pretend-wizard.js'

const rules: Rules = { steps, budget, planFor: (facts, answers) => propose(facts, answers) }
let found: Wizard

beforeAll(async () => {
  const { facts } = await gatherFacts(practiceHost({ pace: 0 }), { evidence: true })
  const session: Session = {
    facts,
    answers: answersFrom(facts, recommend(facts)).answers,
    present: presentOf(facts),
  }
  found = update(rules, beginning, { type: 'found', session })
})

/** The review that these lines lead to, at its `save x`. */
async function byLines(...lines: readonly string[]): Promise<Wizard> {
  const [first] = (await converse(found, rules, lines)).saved
  if (first === undefined) throw new Error('these lines do not lead to a review in which `save x` is typed')
  return first
}

const byKeys = (...all: readonly string[]): Wizard =>
  keys(...all).reduce((now, key) => press(rules, now, key), found)

const enters = (count: number) => Array.from({ length: count }, () => 'enter')
const nexts = (count: number) => Array.from({ length: count }, () => 'next')

test.each<[string, readonly string[], readonly string[]]>([
  ['nothing edited', ['', ...nexts(6), 'save x'], enters(7)],
  ['every field passed by an empty line', ['', ...Array.from({ length: 9 }, () => ''), 'save x'], enters(7)],
  ['half the cores', ['', '2', '', ...nexts(5), 'save x'], ['enter', '2', ...enters(6)]],
  [
    'less memory',
    ['', '', '4.5G', ...nexts(5), 'save x'],
    ['enter', 'down', '4', '.', '5', 'G', ...enters(6)],
  ],
  [
    'more workers of fewer threads',
    ['', 'next', '6', '3', ...nexts(4), 'save x'],
    ['enter', 'enter', '6', 'down', '3', ...enters(5)],
  ],
  [
    'two streaming processes',
    ['yes', 'n', 'n', '2', ...nexts(3), 'save x'],
    ['enter', 'enter', 'enter', '2', ...enters(4)],
  ],
  ['one per queue', ['', ...nexts(3), '3', 'n', 'n', 'save x'], [...enters(4), 'down', ...enters(3)]],
  [
    'one process, by its name',
    ['', ...nexts(3), 'one', 'n', 'n', 'save x'],
    [...enters(4), 'up', ...enters(3)],
  ],
  [
    'a size of processes',
    ['', ...nexts(4), '', '3x12', 'n', 'save x'],
    [...enters(5), 'down', '3', 'x', '1', '2', ...enters(2)],
  ],
  [
    'the sandbox off, wrong and back first',
    ['', ...nexts(5), '7', 'back', 'next', 'off', 'save x'],
    [...enters(6), 'down', 'down', 'enter'],
  ],
  [
    'proposed after an edit',
    ['', ...nexts(4), '9', 'back', 'back', 'n', 'proposed', 'n', 'n', 'save x'],
    [...enters(5), '9', 'r', ...enters(2)],
  ],
])('%s: the same answers and the same plan as by keys', async (_, lines, pressed) => {
  const [one, other] = [await byLines(...lines), byKeys(...pressed)]
  if (one.phase !== 'reviewing' || other.phase !== 'reviewing')
    throw new Error(`${one.phase}, ${other.phase}`)
  expect(one.answers).toEqual(other.answers)
  expect(one.plan).toEqual(other.plan)
})
