import { groupsFor } from '../answers/groups.js'
import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { fileOf, nameOf, type State } from '../state.js'
import { installLinks } from '../systemd/install.js'
import { isOurs } from './section.js'
import type { OwnUnit } from './service.js'
import { sidekiqUnits } from './sidekiq.js'
import { streamingUnits } from './streaming.js'
import { surgeUnits } from './surge.js'
import { target } from './target.js'
import { sidekiqUmbrella } from './umbrella.js'
import { webUnits } from './web.js'

/**
 * Every unit that these answers ask for, in the order in which they are shown; throws UnitTextError
 * where it can't be written.
 */
export function ownUnits(facts: Facts, answers: Answers): readonly OwnUnit[] {
  const { sandbox } = answers
  const groups = groupsFor(facts, answers)
  const processes = groups.flatMap((group) => {
    const size = answers.groups[group.label] ?? null
    return size === null ? [] : sidekiqUnits(facts, group, size, sandbox)
  })
  const surges = groups.flatMap((group) => {
    const surge = answers.surges?.[group.label]
    if (surge === undefined) return []
    const more = sidekiqUnits(facts, group, surge, sandbox, (answers.groups[group.label]?.processes ?? 0) + 1)
    return [...more, ...surgeUnits(group.label, surge, more)]
  })
  return [
    target(),
    ...(answers.web === null ? [] : webUnits(facts, answers.web, sandbox)),
    ...streamingUnits(facts, answers.streaming, sandbox),
    ...(processes.length === 0 ? [] : [sidekiqUmbrella(), ...processes, ...surges]),
  ]
}

/**
 * The state that these answers ask for. Files of ours that are no longer needed go, others' files
 * stay; of known units only the wanted ones stay enabled and active. Roles of units that go are
 * kept: carrying out the plan needs them.
 */
export function desired(facts: Facts, answers: Answers): State {
  const before = facts.state
  const units = ownUnits(facts, answers)
  const wanted = new Set(units.map(({ unit }) => unit))
  const files = Object.fromEntries(units.map(({ unit, text }) => [fileOf(unit), text]))
  // A marked file is ours whether or not its unit has a known role, so its old instances are too.
  const obsolete = new Set(
    Object.keys(before.files).filter((path) => isOurs(before.files[path] ?? '') && !(path in files)),
  )
  const unwanted = (link: string): boolean => {
    const unit = nameOf(link)
    // A stock link of a unit that stays goes too: with it, stopping mastodon.target at boot would
    // leave the unit behind.
    return wanted.has(unit) || unit in before.roles || obsolete.has(fileOf(unit)) || fileOf(unit) in files
  }
  return {
    files: { ...without(before.files, (path) => obsolete.has(path)), ...files },
    links: {
      ...without(before.links, unwanted),
      ...Object.assign({}, ...units.map(({ unit, text }) => installLinks(unit, text))),
    },
    active: units.flatMap(({ unit, idle }) => (idle ? [] : [unit])),
    roles: { ...before.roles, ...Object.fromEntries(units.map(({ unit, role }) => [unit, role])) },
  }
}

function without<T>(record: Readonly<Record<string, T>>, goes: (key: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !goes(key)))
}
