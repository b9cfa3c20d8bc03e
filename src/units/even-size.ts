import type { GroupSize } from '../answers.js'

/**
 * The one size that as many processes with these threads come nearest to without taking more database connections than they
 * do together: 40 and 10 become twice 25. Null for no process.
 */
export function evenSize(threads: readonly number[]): GroupSize | null {
  if (threads.length === 0) return null
  const total = threads.reduce((sum, each) => sum + each, 0)
  return { threads: Math.max(1, Math.floor(total / threads.length)), processes: threads.length }
}
