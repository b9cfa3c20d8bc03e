import { type GroupSize, mostProcesses, mostThreads } from '../answers.js'
import { isNone, type Parsed, pairIn } from './parse.js'

/** A group's size, threads × processes: `25x2`, `25` for one process, `none`. At most `processes` processes. */
export function parseGroup(
  text: string,
  what = 'A queue',
  processes = mostProcesses,
): Parsed<GroupSize | null> {
  const trimmed = text.trim()
  if (isNone(trimmed)) return { value: null }
  const [first = 0, second = 0] = pairIn(/^\d+$/.test(trimmed) ? `${trimmed}x1` : trimmed) ?? []
  const size = { threads: first, processes: second }
  if (within(size.threads, mostThreads) && within(size.processes, processes)) return { value: size }
  if (processes === 1 && within(size.threads, mostThreads) && size.processes > 1) {
    return {
      wrong: `${what} can't be "${trimmed}": it holds the scheduler, which only one process may serve, so give threads only.`,
    }
  }
  const most = processes === 1 ? 'in 1 process' : `in each of ${processes} processes`
  const both = processes === 1 ? '' : ', or threads x processes, such as 25x2'
  return {
    wrong: `${what} can't be "${trimmed}": give threads, such as 25${both} (at most ${mostThreads} threads ${most}), or none.`,
  }
}

/** A group's size as `parseGroup` takes it: `25`, `25x2`, `none`. */
export function groupText(size: GroupSize | null | undefined): string {
  if (!size) return 'none'
  return size.processes === 1 ? `${size.threads}` : `${size.threads}x${size.processes}`
}

function within(count: number, most: number): boolean {
  return count >= 1 && count <= most
}
