import { adviseWeb, webReason } from '../advice/web.js'
import { mostProcesses, mostThreads, type WebSize } from '../answers.js'
import { change } from './change.js'
import { size } from './counts.js'
import { nearEnough } from './near-enough.js'
import { edited, isNone, type Parsed, pairIn } from './parse.js'
import type { Question } from './types.js'
import { proposedWeb, threads, workers } from './web-fields.js'

/** Puma's workers and the threads of each; none where this server has no web. */
export const web: Question<'web'> = {
  ask: {
    kind: 'form',
    id: 'web',
    title: 'Web',
    question: 'How many workers should Puma, the web server, have?',
    fields: (facts, answers) => [workers(facts, answers), threads(facts, answers)],
    why(facts, answers) {
      const stays = proposedWeb(facts, answers).workers !== adviseWeb(facts, answers).workers
      return `${webReason(facts, answers)}${stays ? ` ${nearEnough}` : ''}`
    },
  },
  propose: adviseWeb,
  leads: true,
  option: {
    flag: 'web',
    metavar: 'workersxthreads',
    help: 'Puma, such as 4x5, or none',
    parse: (text) => edited(parseWeb(text), (answers, web) => ({ ...answers, web })),
    print: ({ web }) => (web === null ? 'none' : `${web.workers}x${web.threads}`),
  },
  schema: (z) => z.object({ workers: size(z), threads: size(z) }).nullable(),
  read: (_, installed, fallback) => (installed.web === undefined ? fallback.web : installed.web),
  changes: (was, now) => change('web', webText(was?.web ?? null), webText(now.web)),
}

/**
 * Puma's size, workers × threads: `4x5`, `0x5` for one process without workers, `none` for no web
 * here.
 */
export function parseWeb(text: string): Parsed<WebSize | null> {
  if (isNone(text)) return { value: null }
  const [workers = Number.NaN, threads = Number.NaN] = pairIn(text) ?? []
  if (workers <= mostProcesses && threads >= 1 && threads <= mostThreads)
    return { value: { workers, threads } }
  return {
    wrong: `Web can't be "${text.trim()}": give workers x threads, such as 4x5 (at most ${mostProcesses} workers of ${mostThreads} threads), or none.`,
  }
}

function webText(web: WebSize | null): string {
  if (web === null) return 'none'
  return web.workers === 0
    ? `1 process of ${web.threads} threads`
    : `${web.workers} workers of ${web.threads} threads`
}
