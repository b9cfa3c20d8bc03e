import type { GroupSize, Present, Surge, WebSize } from '../answers.js'
import { momentText, plural } from '../text/format.js'

/** What changes between two sets of answers, in an admin's words: `push: 25 -> 40 threads`. `was` is null where nothing ran. */
export function changesOf(was: Present | null, after: Present): readonly string[] {
  const before: Present = was ?? { ...after, web: null, streaming: 0, groups: {} }
  const lines: string[] = []
  const say = (what: string, then: string, now: string) =>
    then !== now && lines.push(`${what}: ${then} -> ${now}`)
  say('layout', before.layout, after.layout)
  for (const label of Object.keys(after.groups)) {
    const [old, is] = [before.groups[label], after.groups[label]]
    // Another layout has groups of its own: there is nothing that they were before.
    if (before.layout !== after.layout) {
      lines.push(`${label}: ${groupText(after, label)}`)
      continue
    }
    const alone = old?.processes === 1 && is?.processes === 1 && old.threads !== is.threads
    if (alone) lines.push(`${label}: ${old.threads} -> ${is.threads} threads`)
    else say(label, groupText(before, label), groupText(after, label))
  }
  for (const label of new Set([...Object.keys(before.surges ?? {}), ...Object.keys(after.surges ?? {})])) {
    say(`surge on ${label}`, surgeText(before.surges?.[label]), surgeText(after.surges?.[label]))
  }
  say('web', webText(before.web), webText(after.web))
  say('streaming', processes(before.streaming), processes(after.streaming))
  say('sandbox', before.sandbox, after.sandbox)
  return lines
}

/** Processes of different sizes one by one: `40 + 10 threads`. */
function groupText({ groups, mixed }: Present, label: string): string {
  const threads = mixed?.[label]
  return threads === undefined ? sizeInWords(groups[label]) : `${threads.join(' + ')} threads`
}

/** A size in words: `2 processes of 25 threads`; `nobody` where there is none. */
export function sizeInWords(size: GroupSize | null | undefined): string {
  return size ? `${processes(size.processes)} of ${plural(size.threads, 'thread')}` : 'nobody'
}

function surgeText(surge: Surge | undefined): string {
  return surge
    ? `${plural(surge.processes, 'extra process', 'extra processes')} of ${surge.threads} threads until ${momentText(surge.until)}`
    : 'none'
}

function webText(web: WebSize | null): string {
  if (web === null) return 'none'
  return web.workers === 0
    ? `1 process of ${web.threads} threads`
    : `${web.workers} workers of ${web.threads} threads`
}

const processes = (count: number) => plural(count, 'process', 'processes')
