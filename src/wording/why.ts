/**
 * A reason behind its label; advice that begins with a label of its own is not labelled twice.
 * `of`: what it is the reason of.
 */
export function whySaid(reason: string, of = ''): string {
  return `Why${of === '' ? '' : ` ${of}`}: ${reason.replace(/^Proposed: /, '')}`
}
