import { structuredPatch } from 'diff'
import type { Answers } from './answers.js'
import { type Budget, budget, costOf } from './budget.js'
import { isError } from './findings/finding.js'
import { type Finding, findings } from './findings.js'
import type { Facts } from './known/facts.js'
import { commandOf, fileAfter, purposeOf } from './plan/actions/index.js'
import { type Breaks, breaksOf } from './plan/breaks.js'
import { durationOf } from './plan/duration.js'
import { gapsOf, peakOf } from './plan/walk.js'
import type { Path, Plan } from './state.js'
import { isEdited } from './units/section.js'

/** A line of a diff: it stays, is added or goes. */
export interface DiffLine {
  readonly mark: ' ' | '+' | '-'
  readonly text: string
}

/**
 * A unit file before and after the plan, whole; null where it is not there. `diff` has three lines
 * around what differs.
 */
export interface FileChange {
  readonly path: Path
  readonly change: 'add' | 'change' | 'remove'
  readonly before: string | null
  readonly after: string | null
  readonly diff: readonly DiffLine[]
}

/** A symlink that enabling or disabling a unit makes or removes: `path` points to `target`. */
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
  /** Queues that nobody takes jobs from for a moment of the change. */
  readonly pauses: readonly string[]
  /** What visitors notice of it. */
  readonly breaks: Breaks
  /** Seconds that it takes: at least, and at most. */
  readonly duration: { readonly least: number; readonly most: number }
}

/**
 * The review of a plan: files as diffs against what is there, links that enabling makes or removes,
 * commands in order, findings, budget.
 */
export function review(facts: Facts, answers: Answers, plan: Plan): Review {
  return {
    files: fileChanges(plan),
    links: linkChanges(plan),
    commands: plan.actions.flatMap((action) => {
      const why = purposeOf(action)
      return why === undefined ? [] : [{ command: commandOf(action)?.join(' ') ?? 'wait', why }]
    }),
    findings: findings(facts, answers, editedFiles(facts)),
    pauses: gapsOf(plan),
    breaks: breaksOf(plan),
    duration: durationOf(plan),
    budget: budget(
      facts,
      answers,
      peakOf(plan, (roles) => costOf(facts, answers, roles)),
    ),
  }
}

/** Files of ours that someone changed by hand since. */
export function editedFiles(facts: Facts): readonly Path[] {
  return Object.entries(facts.state.files).flatMap(([path, text]) => (isEdited(text) ? [path] : []))
}

function fileChanges(plan: Plan): readonly FileChange[] {
  return plan.actions.flatMap((action): FileChange[] => {
    const file = fileAfter(action)
    if (file === undefined) return []
    const { path, text: after } = file
    const before = plan.from.files[path] ?? null
    const change = changeOf(before, after)
    return change === undefined
      ? []
      : [{ path, change, before, after, diff: diffLines(before ?? '', after ?? '') }]
  })
}

/** Undefined where no file was there, and none will be. */
function changeOf(before: string | null, after: string | null): FileChange['change'] | undefined {
  if (before === null) return after === null ? undefined : 'add'
  return after === null ? 'remove' : 'change'
}

function diffLines(before: string, after: string): readonly DiffLine[] {
  // The work grows with the square of what differs: a hundred thousand odd lines would take hours.
  const patch = structuredPatch('before', 'after', before, after, '', '', { context: 3, maxEditLength: 2000 })
  if (patch === undefined) return [...linesOf(before, '-'), ...linesOf(after, '+')]
  return patch.hunks.flatMap((hunk) =>
    hunk.lines
      .filter((line) => !line.startsWith('\\'))
      .map((line) => ({ mark: line[0] as DiffLine['mark'], text: line.slice(1) })),
  )
}

function linesOf(text: string, mark: DiffLine['mark']): readonly DiffLine[] {
  const lines = text.replace(/\n$/, '').split('\n')
  return text === '' ? [] : lines.map((line) => ({ mark, text: line }))
}

function linkChanges(plan: Plan): readonly LinkChange[] {
  const entries = (
    links: Readonly<Record<Path, Path>>,
    other: Readonly<Record<Path, Path>>,
    change: 'add' | 'remove',
  ) =>
    Object.entries(links).flatMap(([path, target]) =>
      other[path] === target ? [] : [{ path, target, change }],
    )
  return [
    ...entries(plan.from.links, plan.to.links, 'remove'),
    ...entries(plan.to.links, plan.from.links, 'add'),
  ]
}

/** What forbids applying. */
export function errorsOf(review: Review): Review['findings'] {
  return review.findings.filter(isError)
}
