import { findings } from '../findings.js'
import { processSentences } from '../status/processes.js'
import { hasLoad } from '../wizard/has-load.js'
import type { Found } from '../wizard/types.js'
import { factLines } from '../wording/facts.js'
import { findingsSaid } from './findings.js'
import { loadSaid } from './load.js'
import { type LineCommand, type LineQuestion, lookAgain, notKnown, quit, wants } from './question.js'
import { asSentence, spoken } from './words.js'

/** What was found, a fact in each line, and whether to go on. */
export function foundQuestion(wizard: Found): LineQuestion {
  const { facts, answers } = wizard
  return {
    id: 'found',
    lines: [
      'What I found.',
      ...factLines(facts, false).map(([label, text]) => asSentence(`${label}: ${text}`)),
      ...loadSaid(facts),
      ...findingsSaid(findings(facts, answers)),
      ...(facts.machine.root
        ? []
        : ['You are not root: you can look and plan, and run the result with sudo.']),
      'Nothing has been changed. Nothing will be until you type apply at the end.',
    ],
    prompt: 'Go on? yes, quit, or ? for more [yes]:',
    answers: ['yes, or an empty line: go on, step by step.'],
    commands: [
      { words: ['yes', 'y', 'next'], does: 'go on, step by step', reply: onward },
      ...(hasLoad(wizard) ? [toThreads, lookAgain, processes(wizard)] : []),
      {
        words: ['again'],
        does: 'say all of this again',
        reply: () => ({ say: foundQuestion(wizard).lines }),
      },
      { ...quit, words: [...quit.words, 'no'] },
    ],
    answer: (line) => (line === '' ? onward() : { say: [notKnown(line)] }),
  }
}

const processes = ({ facts }: Found): LineCommand => ({
  words: ['processes'],
  does: 'say what each Sidekiq process takes of memory and CPU',
  reply: () => ({ say: processSentences(facts).map(spoken) }),
})

const onward = () => wants('go-on')

const toThreads: LineCommand = {
  words: ['threads', 't'],
  does: "go straight to Sidekiq's threads",
  reply: () => wants('go-to-sizes'),
}
