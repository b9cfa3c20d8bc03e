import type { Wish } from '../wizard/intent.js'
import type { Message } from '../wizard/types.js'

/** What a line leads to: messages for the wizard, then something to say, or work outside of it. */
export interface Reply {
  readonly messages?: readonly Message[]
  readonly say?: readonly string[]
  /** Sidekiq is to be looked at again, and its load said. */
  readonly look?: true
  /** A file of the admin's that is to hold the plan. */
  readonly save?: string
}

/** Words that mean something at a question, and what for; the first is the one to name. */
export interface LineCommand {
  readonly words: readonly string[]
  readonly does: string
  readonly reply: () => Reply
}

/** One question, as it is said and answered line by line. */
export interface LineQuestion {
  /** Differs where something else is asked: only then is it said in full. */
  readonly id: string
  readonly lines: readonly string[]
  /** What is asked, with what an empty line means in brackets. */
  readonly prompt: string
  readonly commands: readonly LineCommand[]
  /** What else may be typed, for the list of commands. */
  readonly answers: readonly string[]
  /** What a line means that is none of the commands; it may be empty. */
  readonly answer: (line: string) => Reply
}

/** What a line means at a question. Every question has its list of what can be typed. */
export function replyTo(question: LineQuestion, line: string): Reply {
  const text = line.trim()
  const word = text.toLowerCase()
  if (word === '?' || word === 'help') return { say: helpOf(question) }
  const command = question.commands.find(({ words }) => words.includes(word))
  return command === undefined ? question.answer(text) : command.reply()
}

function helpOf({ answers, commands }: LineQuestion): readonly string[] {
  const named = commands.map(({ words: [first = '', ...others], does }) => {
    const short = others.length === 0 ? '' : `, or ${others.join(', ')}`
    return `${first}${short}: ${does}.`
  })
  return ['You can type:', ...answers, ...named, '?, or help: this list.']
}

/** The reply that tells the wizard what is wanted. */
export const wants = (wish: Wish): Reply => ({ messages: [{ type: 'intent', intent: { do: wish } }] })

/** Leaves the wizard, which asks first where answers would be lost. */
export const quit: LineCommand = {
  words: ['quit', 'q', 'exit'],
  does: 'leave; nothing has been changed',
  reply: () => wants('leave'),
}

/** Looks at Sidekiq once more; nothing that was said changes unasked. */
export const lookAgain: LineCommand = {
  words: ['load'],
  does: 'look at the queues again',
  reply: () => ({ look: true }),
}

/** What is said of a line that means nothing at its question. */
export const notKnown = (line: string) => `"${line}" means nothing here. Type ? for what can be typed.`
