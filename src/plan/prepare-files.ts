import { fileOf, type Path, type Unit } from '../state.js'
import { stopsTooSoon, stopTimeoutFile, stopTimeoutText } from '../systemd/stop-timeout.js'
import { add, type Draft, disable } from './draft.js'

/**
 * Files, links and what is disabled before anything starts. Hands back the files that were laid
 * down for the time of the change only, to be removed at the end.
 */
export function prepareFiles(draft: Draft): readonly Path[] {
  const { from, to, change } = draft
  // A link into the old text is taken away while systemd still knows that text; enabling again
  // makes the new one.
  for (const unit of change.relinked) add(draft, { do: 'disable', unit })
  // What does not run is disabled before anything starts: the start of what wants it would start it
  // too.
  for (const unit of change.disable)
    if (!from.active.includes(unit) || change.uncovering.includes(fileOf(unit))) disable(draft, unit)
  const before = draft.actions.length
  const dropIns = missingStopTimeouts(draft)
  for (const path of dropIns) add(draft, { do: 'write', path, text: stopTimeoutText })
  for (const path of change.written) add(draft, { do: 'write', path, text: to.files[path] ?? '' })
  // A unit file that is a link (`systemctl link`) must stand before the unit starts; it takes the
  // place of our file.
  for (const [path, target] of change.linked) add(draft, { do: 'link', path, target })
  for (const path of change.uncovering) add(draft, { do: 'remove', path })
  if (draft.actions.length > before) add(draft, { do: 'reload' })
  return dropIns
}

/**
 * Drop-ins for processes that will be stopped, and that systemd would kill before they have put
 * their jobs back.
 */
function missingStopTimeouts({ from, to, change }: Draft): readonly Path[] {
  // What is rewritten stops by its new text: that is the one that systemd has loaded by then.
  const isHasty = (unit: Unit) => stopsTooSoon(from.roles[unit]) || stopsTooSoon(to.roles[unit])
  return [...change.held, ...change.go, ...change.restart]
    .filter(isHasty)
    .map(stopTimeoutFile)
    .filter((path) => !(path in from.files))
}
