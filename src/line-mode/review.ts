import { errorsOf } from '../review.js'
import { changedWords } from '../wizard/reviewed.js'
import type { Reviewing } from '../wizard/types.js'
import { courseOf } from '../wording/course.js'
import { costsSaid } from './costs.js'
import { findingsSaid } from './findings.js'
import { type LineCommand, type LineQuestion, notKnown, quit, type Reply, wants } from './question.js'
import { commandsSaid, fileSaid, filesSaid, linksSaid } from './review-parts.js'
import { spoken, spokenChange } from './words.js'

/**
 * The whole plan before anything is done: what changes in words, how it goes, and ways to hear
 * more.
 */
export function reviewQuestion(wizard: Reviewing): LineQuestion {
  const nothing = wizard.plan.actions.length === 0
  const lines = nothing ? nothingToDo(wizard) : inShort(wizard)
  const { files } = wizard.review
  return {
    id: 'review',
    lines,
    prompt: `Review: ${nothing ? 'finish' : 'apply'}, back, quit, or ? for more [?]:`,
    answers: [
      ...(files.length === 0 ? [] : [`a number from 1 to ${files.length}: what changes in that file.`]),
      'save and the name of a file: write all of the plan to that file, to read it elsewhere.',
    ],
    commands: [nothing ? finish : applies, ...parts(wizard), again(lines), back, quit],
    answer: (line) => answered(wizard, line),
  }
}

function inShort(wizard: Reviewing): readonly string[] {
  const { review } = wizard
  const changes = changedWords(wizard)
  return [
    'Review. Nothing has been changed yet.',
    ...(changes.length === 0
      ? ['Sizes stay as they are; only what the files hold changes.']
      : ['What changes:', ...changes.map((text) => `${spokenChange(text)}.`)]),
    ...courseOf(review).map(spoken),
    `All of it takes ${costsSaid(review.budget)}`,
    ...filesSaid(review.files),
    `Links: ${review.links.length}. Commands and waits: ${review.commands.length}.`,
    review.findings.length === 0 ? 'Findings: none.' : `Findings: ${review.findings.length}.`,
    ...findingsSaid(review.findings),
    whatNow(wizard),
  ]
}

function whatNow({ review, facts }: Reviewing): string {
  if (errorsOf(review).length > 0)
    return 'With an error this can not be applied. Type back to change answers, or ? for all that can be typed.'
  const apply = facts.machine.root ? 'apply to do it' : 'apply to hear the command that does it as root'
  return `Type ${apply}, a file's number to hear what changes in it, or ? for all that can be typed.`
}

function nothingToDo({ review }: Reviewing): readonly string[] {
  return [
    'Review. Nothing is to be done: the server already runs like this.',
    ...findingsSaid(review.findings),
  ]
}

const applies: LineCommand = {
  words: ['apply', 'yes'],
  does: 'do all of this now',
  reply: () => wants('agree'),
}
const finish: LineCommand = {
  words: ['finish', 'apply', 'yes'],
  does: 'end here',
  reply: () => wants('agree'),
}
const back: LineCommand = {
  words: ['back', 'b'],
  does: 'go back to the last step; answers stay',
  reply: () => wants('go-back'),
}
const again = (lines: readonly string[]): LineCommand => ({
  words: ['again'],
  does: 'say the review again',
  reply: () => ({ say: lines }),
})

function parts({ review }: Reviewing): readonly LineCommand[] {
  const said = (word: string, does: string, say: readonly string[]): LineCommand => ({
    words: [word],
    does,
    reply: () => ({ say }),
  })
  return [
    said('files', 'name the files', filesSaid(review.files)),
    said('commands', 'say every command in order, and what for', commandsSaid(review.commands)),
    said('links', 'say which links are made or removed', linksSaid(review.links)),
    said(
      'findings',
      'say what is wrong or risky',
      review.findings.length === 0 ? ['None.'] : findingsSaid(review.findings),
    ),
  ]
}

function answered(wizard: Reviewing, line: string): Reply {
  const { files } = wizard.review
  const [, name] = /^save\s+(\S.*)$/i.exec(line) ?? []
  if (name !== undefined) return { save: name }
  if (line === '') return { say: ['Nothing is done without the word apply. Type ? for what can be typed.'] }
  if (!/^\d+$/.test(line)) return { say: [notKnown(line)] }
  const file = files[Number(line) - 1]
  return {
    say: file === undefined ? [`There is no file ${line}: there are ${files.length}.`] : fileSaid(file),
  }
}
