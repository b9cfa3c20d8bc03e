import { budget } from '../../src/budget.js'
import type { Evidence } from '../../src/known/load.js'
import { propose } from '../../src/proposal.js'
import { steps } from '../../src/questions/index.js'
import { recommend } from '../../src/questions/recommend.js'
import type { Key } from '../../src/wizard/key.js'
import type { Session } from '../../src/wizard/session.js'
import type { Found, Message, Rules, Wizard } from '../../src/wizard/types.js'
import { beginning, press, update } from '../../src/wizard.js'
import { aLoad } from './a-load.js'
import { aServer } from './a-server.js'
import { keys } from './pretend-wizard.js'

/** The program's own rules: what the threads step shows is what an admin sees. */
export const liveRules: Rules = { steps, budget, planFor: (facts, answers) => propose(facts, answers) }

/** What Sidekiq does on a server whose push is so many seconds behind, and whose fasp nobody takes. */
export const pushLate = (late: number): Evidence =>
  aLoad({
    queues: {
      push: { late, waiting: late * 36 },
      ingress: { late: 12, waiting: 40, busy: 4 },
      fasp: { processes: 0 },
    },
  })

const facts = aServer({ cores: 8, memory: 15.63, maxConnections: 300, load: pushLate(340) })
const answers = recommend(facts)

/** The first look at that server, which is set up with a process per queue. */
export const liveSession: Session = {
  facts,
  answers,
  present: { ...answers, groups: { ...answers.groups, fasp: null } },
}

/** The first screen there. */
export const live = update(liveRules, beginning, { type: 'found', session: liveSession }) as Found

/** The wizard after these keys and messages, with the program's own rules. */
export const told = (from: Wizard, ...messages: readonly Message[]): Wizard =>
  messages.reduce((now, message) => update(liveRules, now, message), from)

export const typed = (from: Wizard, ...all: readonly (Key | string)[]): Wizard =>
  keys(...all).reduce((now, key) => press(liveRules, now, key), from)
