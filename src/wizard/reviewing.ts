import { changesOf } from '../questions/changes.js'
import { errorsOf } from '../review.js'
import { enter } from './entering.js'
import { keyFor } from './hints.js'
import type { Intent } from './intent.js'
import { leave, nothingToDo } from './leaving.js'
import { stepList, updateOverlay } from './overlay.js'
import { lastRow } from './review-rows.js'
import { reviewedLines } from './reviewed.js'
import { updateSearch } from './searching.js'
import { type Reviewing, type Rules, type Tab, tabs, type Wizard } from './types.js'

const page = 8

/**
 * What is wanted in the review. To go on does nothing here: it may have been typed ahead at the
 * steps.
 */
export function updateReview(rules: Rules, wizard: Reviewing, intent: Intent): Wizard {
  const under =
    updateOverlay(rules, wizard, intent) ?? updateSearch(wizard, intent) ?? updateView(wizard, intent)
  if (under !== undefined) return under
  switch (intent.do) {
    case 'leave':
    case 'interrupt':
      return leave(wizard, intent.do)
    case 'go-back':
      return enter(rules, wizard, Math.max(0, rules.steps.length - 1))
    case 'show-help':
      return { ...wizard, overlay: 'help' }
    case 'show-steps':
      return { ...wizard, overlay: stepList(rules, wizard) }
    case 'save':
      return { ...wizard, saving: true, saved: null, notice: null }
    case 'agree':
      return agree(rules, wizard)
    default:
      return wizard
  }
}

/** From view to view, and within one; undefined for everything else. */
function updateView(wizard: Reviewing, intent: Intent): Reviewing | undefined {
  switch (intent.do) {
    case 'next-view':
      return toTab(wizard, 1)
    case 'previous-view':
      return toTab(wizard, -1)
    case 'page-down':
      return scroll(wizard, page)
    case 'page-up':
      return scroll(wizard, -page)
    case 'move-down':
      return wizard.tab === 'files' ? toFile(wizard, 1) : scroll(wizard, 1)
    case 'move-up':
      return wizard.tab === 'files' ? toFile(wizard, -1) : scroll(wizard, -1)
    default:
      return undefined
  }
}

/** How many things a view of the review holds. */
export function countOf(wizard: Reviewing, tab: Tab): number {
  return tab === 'changes' ? changesOf(wizard.present, wizard.answers).length : wizard.review[tab].length
}

function agree(rules: Rules, wizard: Reviewing): Wizard {
  const { session, facts, answers, plan, review } = wizard
  if (plan.actions.length === 0) return nothingToDo(wizard)
  const errors = errorsOf(review)
  if (errors.length > 0)
    return { ...wizard, notice: ["This can't be applied:", ...errors.map((error) => error.text)].join('\n') }
  if (!facts.machine.root) {
    const command = rules.sudo?.(facts, answers) ?? 'sudo mastodon-tune'
    return {
      ...wizard,
      notice: `Only root may change services. Leave with ${keyFor('review', 'leave')}, then run: ${command}`,
    }
  }
  return {
    phase: 'applying',
    reviewed: reviewedLines(wizard),
    session,
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
  return { ...wizard, tab: tabs[at] ?? 'files', scroll: 0, search: unfound(wizard), notice: null }
}

function toFile(wizard: Reviewing, by: number): Reviewing {
  const last = Math.max(0, wizard.review.files.length - 1)
  const file = Math.max(0, Math.min(last, wizard.file + by))
  return file === wizard.file ? wizard : { ...wizard, file, scroll: 0, search: unfound(wizard), notice: null }
}

function scroll(wizard: Reviewing, by: number): Reviewing {
  const last = lastRow({ ...wizard, notice: null }, wizard.viewport)
  return { ...wizard, scroll: Math.max(0, Math.min(last, wizard.scroll + by)), notice: null }
}
