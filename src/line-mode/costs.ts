import type { Budget, BudgetLine } from '../budget.js'
import { bytes } from '../text/format.js'

/** What answers cost against what there is, in a sentence; what is too much says so. */
export function costsSaid({ connections, memory }: Budget): string {
  return `${lineSaid(connections, String, ' database connections', 'too many')}, and ${lineSaid(memory, bytes, ' of memory', 'too much')}.`
}

function lineSaid(
  { planned, peak, limit }: BudgetLine,
  show: (count: number) => string,
  what: string,
  over: string,
): string {
  const most = peak > planned ? `, ${show(peak)} while changing` : ''
  return `${show(planned)} of ${show(limit)}${what}${most}${Math.max(planned, peak) > limit ? `, which is ${over}` : ''}`
}
