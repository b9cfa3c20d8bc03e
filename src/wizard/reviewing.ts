import { changesOf } from '../questions/changes.js'
import { errorsOf } from '../review.js'
import { enter } from './entering.js'
import { leave, nothingToDo } from './leaving.js'
import { covered, stepList } from './overlay.js'
import { reviewedLines } from './reviewed.js'
import { searching, sought } from './searching.js'
import { type Key, type Reviewing, type Rules, type Tab, tabs, type Wizard } from './types.js'

const page = 8
/** The lowest pane that shows a file's text; scrolling ends when the last line is in it. */
const lowestPane = 6

/** A key in the review. Enter does nothing here: it may have been typed ahead at the steps. */
export function reviewing(rules: Rules, wizard: Reviewing, key: Key): Wizard {
  const under = covered(rules, wizard, key) ?? searching(rules, wizard, key)
  if (under !== undefined) return under
  if (key === 'ctrl-c') return leave(wizard, key)
  if (key === 'escape') return enter(rules, wizard, Math.max(0, rules.steps.length - 1))
  if (key === 'tab' || key === 'right') return toTab(wizard, 1)
  if (key === 'left') return toTab(wizard, -1)
  if (key === 'pagedown') return scroll(rules, wizard, page)
  if (key === 'pageup') return scroll(rules, wizard, -page)
  if (key === 'up' || key === 'down')
    return wizard.tab === 'files' ? toFile(wizard, key) : scroll(rules, wizard, key === 'up' ? -1 : 1)
  if (typeof key !== 'object') return wizard
  if (key.char === ' ') return scroll(rules, wizard, page)
  if (key.char === 'b') return scroll(rules, wizard, -page)
  if (key.char === 'q') return leave(wizard, key)
  if (key.char === '?') return { ...wizard, overlay: 'help' }
  if (key.char === 's') return { ...wizard, overlay: stepList(rules, wizard) }
  if (key.char === 'w') return { ...wizard, saving: true, saved: null, told: null }
  if (key.char === 'n' || key.char === 'N') return sought(rules, wizard, key.char === 'n' ? 1 : -1)
  return key.char === 'y' ? agree(rules, wizard) : wizard
}

/** How many things a view of the review holds. */
export function countOf(wizard: Reviewing, tab: Tab): number {
  return tab === 'changes' ? changesOf(wizard.present, wizard.answers).length : wizard.review[tab].length
}

function agree(rules: Rules, wizard: Reviewing): Wizard {
  const { facts, answers, plan, review } = wizard
  if (plan.actions.length === 0) return nothingToDo(wizard)
  const errors = errorsOf(review)
  if (errors.length > 0)
    return { ...wizard, told: ["This can't be applied:", ...errors.map((error) => error.text)].join('\n') }
  if (!facts.machine.root) {
    const command = rules.sudo?.(facts, answers) ?? 'sudo mastodon-tune'
    return { ...wizard, told: `Only root may change services. Leave with q, then run: ${command}` }
  }
  return {
    phase: 'applying',
    reviewed: reviewedLines(wizard),
    facts,
    answers,
    plan,
    review,
    events: [],
    stopping: false,
    gone: false,
  }
}

/** What is sought goes along; where it was found is of the view that is left. */
const unfound = ({ search }: Reviewing) => (search === null ? null : { ...search, row: null })

function toTab(wizard: Reviewing, by: number): Reviewing {
  const at = (tabs.indexOf(wizard.tab) + by + tabs.length) % tabs.length
  return { ...wizard, tab: tabs[at] ?? 'files', scroll: 0, search: unfound(wizard), told: null }
}

function toFile(wizard: Reviewing, key: 'up' | 'down'): Reviewing {
  const last = Math.max(0, wizard.review.files.length - 1)
  const file = Math.max(0, Math.min(last, wizard.file + (key === 'up' ? -1 : 1)))
  return file === wizard.file ? wizard : { ...wizard, file, scroll: 0, search: unfound(wizard), told: null }
}

function scroll(rules: Rules, wizard: Reviewing, by: number): Reviewing {
  const lines = wizard.review.files[wizard.file]?.diff.length ?? 0
  const counted = wizard.tab === 'files' ? lines - lowestPane : countOf(wizard, wizard.tab) - 1
  const last = rules.lastRow?.({ ...wizard, told: null }) ?? counted
  return { ...wizard, scroll: Math.max(0, Math.min(last, wizard.scroll + by)), told: null }
}
