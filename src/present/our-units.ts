import { groupsFor } from '../answers/groups.js'
import { evenSize } from '../answers/sizes.js'
import { type Answers, type GroupSize, type Layout, layouts } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { fileOf, nameOf, type Unit } from '../state.js'
import { isOurProcess, type SidekiqName, sidekiqNameOf } from '../units/names.js'
import { levelOf } from '../units/sandbox.js'
import { isOurs } from '../units/section.js'
import { surgesIn } from '../units/surge.js'
import type { Installed } from './types.js'
import { numberIn, webAndStreamingOf } from './web-and-streaming.js'

/**
 * What the enabled units of ours say; undefined where none is enabled. Cores and memory stand in no
 * unit.
 */
export function ourUnits(facts: Facts): Installed | undefined {
  const texts = enabledTexts(facts)
  if (texts.size === 0) return undefined
  const enabled = [...texts.keys()]
  const { surges, passing } = enabledSurges(facts, enabled)
  const processes = enabled.filter((unit) => !passing.includes(unit)).flatMap(sidekiqProcess)
  const confined = enabled.find(
    (unit) => isOurProcess(unit) || numberIn(texts.get(unit), 'STREAMING_CLUSTER_NUM') !== null,
  )
  // By what runs, not by our files: a drop-in may say otherwise, or Mastodon's own unit have taken
  // the place of ours.
  const beside = webAndStreamingOf(facts)
  return {
    ours: true,
    web: beside?.web ?? null,
    streaming: beside?.streaming ?? 0,
    ...(processes.length === 0 ? {} : { layout: layoutOf(processes, facts) }),
    groups: Object.fromEntries(processes.map(({ label }) => [label, sizeOf(processes, label)])),
    ...(passing.length === 0 ? {} : { surges }),
    ...(confined === undefined ? {} : { sandbox: levelOf(texts.get(confined) ?? '') }),
  }
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

/**
 * The surges under way, and their units. What a surge has disabled is ending: nothing is to bring
 * it back.
 */
function enabledSurges(
  { state }: Facts,
  enabled: readonly Unit[],
): { readonly surges: NonNullable<Answers['surges']>; readonly passing: readonly Unit[] } {
  const seen = Object.entries(surgesIn(state)).filter(([, { units }]) =>
    units.some((unit) => enabled.includes(unit)),
  )
  return {
    surges: Object.fromEntries(seen.map(([label, { units: _, ...surge }]) => [label, surge])),
    passing: seen.flatMap(([, { units }]) => units),
  }
}

function sidekiqProcess(unit: Unit): readonly SidekiqProcess[] {
  const name = sidekiqNameOf(unit)
  return name === undefined ? [] : [{ unit, ...name }]
}

/**
 * By the queues that the units serve: an admin's own queue may be called `rest`, as a group of ours
 * is.
 */
function layoutOf(processes: readonly SidekiqProcess[], facts: Facts): Layout {
  const exact = layouts.find((layout) => processes.every((each) => isGroupOf(layout, each, facts)))
  if (exact !== undefined) return exact
  // After an upgrade of Mastodon the queues are others than those that the units serve.
  const labels = processes.map(({ label }) => label)
  if (labels.includes('all')) return 'one'
  return labels.includes('mail') || labels.includes('rest') ? 'split' : 'per-queue'
}

/**
 * Whether a layout has a group of this process's label, and the process serves just the queues of
 * that.
 */
function isGroupOf(layout: Layout, { unit, label }: SidekiqProcess, facts: Facts): boolean {
  const group = groupsFor(facts, { layout }).find((each) => each.label === label)
  if (group === undefined) return false
  const names = group.queues.map(({ name }) => name)
  const served = facts.state.roles[unit]?.queues ?? names
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
