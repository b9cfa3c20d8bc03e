import { expect } from 'vitest'
import type { Changed } from './busy.js'
import type { Ran } from './run.js'

/** What must hold of every change, in a form that shows what does not. */
export interface Verdict {
  /** What the change said, when it failed. */
  readonly said: string
  readonly done: number
  readonly lost: number
  readonly twice: number
  readonly gap: number
  readonly fewestConsumers: number
  readonly mostSchedulers: number
  /** Seconds between two samples; half a second is wanted. */
  readonly coarsest: number
}

/** What a change did. */
export function verdict({ answer, count, watched }: Changed<Ran>): Verdict {
  return {
    said: answer.status === 0 ? '' : `${answer.status}\n${answer.stdout}${answer.stderr}`,
    done: count.done,
    lost: count.lost,
    twice: count.twice,
    gap: watched.longestGap,
    fewestConsumers: Math.min(...watched.consumers),
    mostSchedulers: Math.max(...watched.schedulers),
    coarsest: watched.coarsest,
  }
}

/** The verdict on a change that loses nothing, leaves push served all the time and never runs two schedulers. */
export function nothingLost(jobs = 60): Verdict {
  const fewestConsumers = expect.toSatisfy((least: number) => least > 0, 'at least one')
  const coarsest = expect.toSatisfy((seconds: number) => seconds < 3, 'less than 3 s')
  return { said: '', done: jobs, lost: 0, twice: 0, gap: 0, fewestConsumers, mostSchedulers: 1, coarsest }
}
