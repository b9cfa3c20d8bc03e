import { structuredPatch } from 'diff'
import type { Answers } from './answers.js'
import { type Budget, budget } from './budget.js'
import type { Facts } from './facts/types.js'
import { type Finding, findings } from './findings.js'
import { commandOf, purposeOf } from './host/systemd.js'
import type { Path, Plan } from './state.js'
import { isEdited } from './units/section.js'

export interface DiffLine {
  readonly mark: ' ' | '+' | '-'
  readonly text: string
}

export interface FileChange {
  readonly path: Path
  readonly change: 'add' | 'change' | 'remove'
  readonly before: string | null
  readonly after: string | null
  readonly diff: readonly DiffLine[]
}

export interface LinkChange {
  readonly path: Path
  readonly target: Path
  readonly change: 'add' | 'remove'
}

/** Everything a plan changes, as a person reviews it. */
export interface Review {
  readonly files: readonly FileChange[]
  readonly links: readonly LinkChange[]
  readonly commands: readonly { readonly command: string; readonly why: string }[]
  readonly findings: readonly Finding[]
  readonly budget: Budget
}

/** The review of a plan: files as diffs against what is there, links that enabling makes or removes, commands in order, findings, budget. */
export function review(facts: Facts, answers: Answers, plan: Plan): Review {
  return {
    files: fileChanges(plan),
    links: linkChanges(plan),
    commands: plan.actions.flatMap((action) => {
      const command = commandOf(action)
      if (command !== undefined) return [{ command: command.join(' '), why: purposeOf(action) }]
      return action.do === 'await' && action.role?.kind !== 'shim' && action.role?.kind !== 'target'
        ? [{ command: 'wait', why: purposeOf(action) }]
        : []
    }),
    findings: findings(facts, answers, editedFiles(facts)),
    budget: budget(facts, answers),
  }
}

/** Files of ours that someone changed by hand since. */
export function editedFiles(facts: Facts): readonly Path[] {
  return Object.entries(facts.state.files).flatMap(([path, text]) => (isEdited(text) ? [path] : []))
}

function fileChanges(plan: Plan): readonly FileChange[] {
  return plan.actions.flatMap((action): FileChange[] => {
    if (action.do !== 'write' && action.do !== 'remove') return []
    const before = plan.from.files[action.path] ?? null
    const after = action.do === 'write' ? action.text : null
    if (before === null && after === null) return []
    const change = before === null ? 'add' : after === null ? 'remove' : 'change'
    return [{ path: action.path, change, before, after, diff: diffLines(before ?? '', after ?? '') }]
  })
}

function diffLines(before: string, after: string): readonly DiffLine[] {
  const patch = structuredPatch('before', 'after', before, after, '', '', { context: 3 })
  return patch.hunks.flatMap((hunk) =>
    hunk.lines.filter((line) => !line.startsWith('\\')).map((line) => ({ mark: line[0] as DiffLine['mark'], text: line.slice(1) })),
  )
}

function linkChanges(plan: Plan): readonly LinkChange[] {
  const entries = (links: Readonly<Record<Path, Path>>, other: Readonly<Record<Path, Path>>, change: 'add' | 'remove') =>
    Object.entries(links).flatMap(([path, target]) => (other[path] === target ? [] : [{ path, target, change }]))
  return [...entries(plan.from.links, plan.to.links, 'remove'), ...entries(plan.to.links, plan.from.links, 'add')]
}
