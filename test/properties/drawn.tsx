import { EventEmitter } from 'node:events'
import { render } from 'ink'
import { App } from '../../components/app.js'
import { canvasOf, viewportOf } from '../../components/parts/canvas.js'
import { Screen } from '../../components/screens/screen.js'
import { keyInput } from '../../components/terminal/stdin.js'
import { lookOf } from '../../components/terminal/symbols.js'
import { budget } from '../../src/budget.js'
import { gatherFacts } from '../../src/facts/gather.js'
import { practiceHost } from '../../src/practice/host.js'
import { propose } from '../../src/proposal.js'
import { steps } from '../../src/questions/index.js'
import { presentOf } from '../../src/questions/read-back.js'
import { recommend } from '../../src/questions/recommend.js'
import type { Key } from '../../src/wizard/key.js'
import type { Session } from '../../src/wizard/session.js'
import type { Rules, Wizard } from '../../src/wizard/types.js'
import { beginning, isOver, press, update } from '../../src/wizard.js'

const size = { columns: 80, rows: 24 }
const look = lookOf({ LANG: 'C.UTF-8' })
const canvas = canvasOf(size, look, true, '')
const rules: Rules = { steps, budget, planFor: (facts, answers) => propose(facts, answers) }

let found: Promise<Session> | undefined
/** What the practice server tells, read once. */
function looked(): Promise<Session> {
  found ??= gatherFacts(practiceHost(), { evidence: true }).then(({ facts }) => ({
    facts,
    answers: recommend(facts),
    present: presentOf(facts),
  }))
  return found
}

/** Something to draw on that keeps what was drawn last. */
function newPaper(): NodeJS.WriteStream & { last: string } {
  const paper = Object.assign(new EventEmitter(), {
    columns: size.columns,
    last: '',
    write(frame: string) {
      paper.last = frame
      return true
    },
  })
  return paper as unknown as NodeJS.WriteStream & { last: string }
}

/** What is on the screen, and how it ended where it did. */
export interface Shown {
  readonly screen: string
  readonly exitCode: number | null
}

/** The whole wizard before the real steps and the practice server's figures; what it applies never ends. */
export async function driven(stdin: NodeJS.ReadStream): Promise<{ end(): Promise<Shown> }> {
  const session = await looked()
  const input = keyInput(stdin)
  const paper = newPaper()
  let over: Wizard | undefined
  const effects = {
    look: async () => session,
    watch: async () => {},
    planFor: rules.planFor,
    sudo: () => '',
    place: {},
    save: () => new Promise<never>(() => {}),
    apply: () => new Promise<never>(() => {}),
  }
  const instance = render(
    <App {...{ rules, effects, look, size }} practice hostname="" onOver={(wizard) => (over = wizard)} />,
    {
      stdin: input.stream,
      stdout: paper,
      debug: true,
      exitOnCtrlC: false,
      patchConsole: false,
    },
  )
  await turn()
  return {
    async end() {
      await turn()
      const screen = paper.last
      instance.unmount()
      input.close()
      return {
        screen: over === undefined ? screen : '',
        exitCode: over !== undefined && 'exitCode' in over ? over.exitCode : null,
      }
    },
  }
}

/** What is to be seen after these keys, one by one: drawn once, of where they lead. */
export async function drawn(keys: readonly Key[]): Promise<Shown> {
  const open = update(rules, beginning, { type: 'viewport', viewport: viewportOf(canvas) })
  const start = update(rules, open, { type: 'found', session: await looked() })
  const wizard = keys.reduce((now, key) => press(rules, now, key), start)
  if (isOver(wizard) && 'exitCode' in wizard) return { screen: '', exitCode: wizard.exitCode }
  const paper = newPaper()
  const instance = render(<Screen {...{ rules, wizard, canvas }} />, {
    stdout: paper,
    debug: true,
    patchConsole: false,
  })
  const screen = paper.last
  instance.unmount()
  return { screen, exitCode: null }
}

/** A few turns of everything that waits, React's work among it. */
async function turn(): Promise<void> {
  for (let n = 0; n < 5; n++) await new Promise((resolve) => setImmediate(resolve))
}
