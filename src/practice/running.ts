import type { Unit } from '../state.js'
import { type Directives, last } from './directives.js'

/** A unit that is active on a pretend server. */
export interface Running {
  /** 0 where no process is left: a oneshot that remains, a target. */
  readonly pid: number
  /** The text it was started from: a later write or reload does not change a process. */
  readonly directives: Directives
  /** The pretend clock when it started, in seconds. */
  readonly since: number
  /** The pretend clock when it was told to take no further jobs; null where it wasn't. */
  readonly quietSince: number | null
}

/** A unit as it runs right after its start: a oneshot and a target leave no process. */
export function begun(unit: Unit, directives: Directives, pid: number, since: number): Running {
  const leavesProcess = unit.endsWith('.service') && last(directives, 'Type') !== 'oneshot'
  return { pid: leavesProcess ? pid : 0, directives, since, quietSince: null }
}

/**
 * What is left of a unit when its main process ends by itself, by the text that is loaded now
 * (systemd.service(5)): `again` for one that systemd starts anew, `remains` for a oneshot that
 * stays active without a process.
 */
export function afterEnd(loaded: Directives | undefined): 'again' | 'remains' | 'gone' {
  if (loaded === undefined) return 'gone'
  if (last(loaded, 'Type') === 'oneshot')
    return last(loaded, 'RemainAfterExit') === 'yes' ? 'remains' : 'gone'
  return last(loaded, 'Restart') === 'always' ? 'again' : 'gone'
}
