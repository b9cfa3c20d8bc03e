import type { Budget, BudgetLine } from '../budget.js'
import { bytes } from '../text/format.js'

/** What answers cost against what there is, in a sentence; what is too much says so. */
export function costsSaid({ connections, memory }: Budget): string {
  const first = lineSaid(connections, String, ' database connections', 'too many')
  return `${first}, and ${lineSaid(memory, bytes, ' of memory', 'too much')}.`
}

function lineSaid(
  { planned, peak, limit }: BudgetLine,
  show: (count: number) => string,
  what: string,
  over: string,
): string {
  const most = peak > planned ? `, ${show(peak)} while changing` : ''
  const warning = Math.max(planned, peak) > limit ? `, which is ${over}` : ''
  return `${show(planned)} of ${show(limit)}${what}${most}${warning}`
}
