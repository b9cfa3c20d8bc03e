import { withDependents } from '../advice/with-dependents.js'
import { groupsOf } from '../answers/groups.js'
import { evenSize } from '../answers/sizes.js'
import { type Answers, type GroupSize, type Layout, layouts, type SandboxLevel } from '../answers.js'
import type { Facts } from '../known/facts.js'
import type { Unit } from '../state.js'
import { fileOf, nameOf } from '../state.js'
import { isOurProcess, type SidekiqName, sidekiqNameOf } from '../units/names.js'
import { levelOf } from '../units/sandbox.js'
import { isOurs } from '../units/section.js'
import { surgesIn } from '../units/surge.js'
import { answersSeen, isStock } from './from-other-units.js'
import { numberIn, sandboxToKeep, webAndStreamingOf } from './web-and-streaming.js'

/**
 * The answers that led to the units on this server, read back from enabled unit files of ours, or from somebody else's whose
 * sizes were chosen (see from-other-units.ts); otherwise the `fallback`, beside which web, streaming and the sandbox stay as they
 * run unless nobody chose them. Cores and memory stand in no unit and always come from the fallback.
 */
export function answersFrom(
  facts: Facts,
  fallback: Answers,
): { readonly answers: Answers; readonly from: 'server' | 'recommendation' } {
  const texts = enabledTexts(facts)
  if (texts.size === 0) {
    const seen = isStock(facts) ? undefined : answersSeen(facts, fallback)
    return seen === undefined
      ? { answers: besideStock(facts, fallback), from: 'recommendation' }
      : { answers: seen, from: 'server' }
  }
  return { answers: answersOfTexts(facts, fallback, texts), from: 'server' }
}

function answersOfTexts(facts: Facts, fallback: Answers, texts: ReadonlyMap<Unit, string>): Answers {
  const enabled = [...texts.keys()]
  const surges = runningSurges(facts, enabled)
  const passing = Object.values(surges).flatMap(({ units }) => units)
  const processes = enabled.filter((unit) => !passing.includes(unit)).flatMap(sidekiqProcess)
  const layout = processes.length === 0 ? fallback.layout : layoutOf(processes, facts)
  const groups = groupsOf(layout, facts.mastodon.queues).map(
    ({ label }) => [label, sizeOf(processes, label)] as const,
  )
  const { surges: _, ...lasting } = fallback
  // By what runs, not by our files: a drop-in may say otherwise, or Mastodon's own unit have taken the place of ours.
  const beside = webAndStreamingOf(facts)
  return {
    ...lasting,
    web: beside?.web ?? null,
    streaming: beside?.streaming ?? 0,
    layout,
    groups: Object.fromEntries(groups),
    ...(passing.length === 0 ? {} : { surges: withoutUnits(surges) }),
    sandbox: sandboxOf(texts) ?? fallback.sandbox,
  }
}

/** What a surge has disabled is ending: nothing is to bring it back. */
function runningSurges(facts: Facts, enabled: readonly Unit[]): ReturnType<typeof surgesIn> {
  const surges = Object.entries(surgesIn(facts.state))
  return Object.fromEntries(surges.filter(([, surge]) => surge.units.some((unit) => enabled.includes(unit))))
}

function withoutUnits(surges: ReturnType<typeof surgesIn>): NonNullable<Answers['surges']> {
  return Object.fromEntries(Object.entries(surges).map(([label, { units: _, ...surge }]) => [label, surge]))
}

/** By the first of the units that run a process of Mastodon's; undefined where there is none. */
function sandboxOf(texts: ReadonlyMap<Unit, string>): SandboxLevel | undefined {
  const confined = [...texts].find(
    ([unit, text]) => isOurProcess(unit) || numberIn(text, 'STREAMING_CLUSTER_NUM') !== null,
  )
  return confined === undefined ? undefined : levelOf(confined[1])
}

interface SidekiqProcess extends SidekiqName {
  readonly unit: Unit
}

/** Each enabled unit whose file is ours, with that file's text. */
function enabledTexts(facts: Facts): ReadonlyMap<Unit, string> {
  const { files, links } = facts.state
  return new Map(
    Object.keys(links).flatMap((link) => {
      const unit = nameOf(link)
      const text = files[fileOf(unit)]
      return text !== undefined && isOurs(text) ? [[unit, text] as const] : []
    }),
  )
}

function sidekiqProcess(unit: Unit): readonly SidekiqProcess[] {
  const name = sidekiqNameOf(unit)
  return name === undefined ? [] : [{ unit, ...name }]
}

/** By the queues that the units serve: an admin's own queue may be called `rest`, as a group of ours is. */
function layoutOf(processes: readonly SidekiqProcess[], facts: Facts): Layout {
  const exact = layouts.find((layout) => processes.every((each) => isGroupOf(layout, each, facts)))
  if (exact !== undefined) return exact
  // After an upgrade of Mastodon the queues are others than those that the units serve.
  const labels = processes.map(({ label }) => label)
  if (labels.includes('all')) return 'one'
  return labels.includes('mail') || labels.includes('rest') ? 'split' : 'per-queue'
}

/** Whether a layout has a group of this process's label, and the process serves just the queues of that. */
function isGroupOf(layout: Layout, { unit, label }: SidekiqProcess, { state, mastodon }: Facts): boolean {
  const group = groupsOf(layout, mastodon.queues).find((each) => each.label === label)
  if (group === undefined) return false
  const names = group.queues.map(({ name }) => name)
  const served = state.roles[unit]?.queues ?? names
  return [...names].sort().join(' ') === [...served].sort().join(' ')
}

/** Two sizes of one process are enabled only while a change is under way; the larger one counts. */
function sizeOf(all: readonly SidekiqProcess[], label: string): GroupSize | null {
  const numbers = new Map<number, number>()
  for (const { number, threads } of all.filter((each) => each.label === label)) {
    numbers.set(number, Math.max(threads, numbers.get(number) ?? 0))
  }
  return evenSize([...numbers.values()])
}

/** The fallback with what somebody chose of web, streaming and the sandbox, and what depends on it proposed for that. */
function besideStock(facts: Facts, fallback: Answers): Answers {
  const beside = webAndStreamingOf(facts)
  if (beside === undefined) return fallback
  const web = beside.webAsShipped ? fallback.web : beside.web
  return withDependents(facts, fallback, {
    ...fallback,
    web,
    streaming: beside.streaming,
    sandbox: sandboxToKeep(beside, fallback),
  })
}
