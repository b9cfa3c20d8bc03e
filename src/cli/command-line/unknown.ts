import type { Options } from '../../options/options.js'
import { listed } from '../../text/format.js'
import { nearest } from '../../text/nearest.js'
import { type CommandName, commandRows, commandTable } from './commands.js'
import { otherWords } from './other-words.js'
import type { CommandRow } from './rows.js'
import { allFlags, calledBy, flagOfLetter, flagsOfCommand, takersOf } from './takers.js'

const sizeOfGroup = /^[\w-]+=(\d|none)/

/** What is wrong with the words of a command, in a sentence; undefined where it takes them. */
export function strangeWord(
  name: CommandName,
  words: readonly string[],
  options: Options,
): string | undefined {
  const option = words.find((word) => /^-./.test(word))
  if (option !== undefined) return unknownOption(name, option, words)
  const { argument }: CommandRow = commandTable[name]
  if (argument?.repeatable) return undefined
  const extra = words[argument === undefined ? 0 : 1]
  if (extra === undefined) return undefined
  return name === 'wizard' ? unknownCommand(extra) : extraWord(name, extra, options)
}

/** A word that stands where a command should. */
export function unknownCommand(word: string): string {
  const meant = sizeOfGroup.test(word) ? `resize ${word}` : meantCommand(word)
  if (meant !== undefined) return `${word}: there is no such command; ${didYouMean(meant)}`
  return `${word}: there is no such command; there are ${listed([...commandRows.keys()])}, and without a command the wizard opens.`
}

/** An option that only other commands take. */
export function notTaken(name: CommandName, flag: string): string {
  return `${flag}: ${calledBy(name)} does not take it; it takes ${ownFlags(name)}, and ${flag} is for ${listed(takersOf(flag))}.`
}

/** An option at the end whose value is missing, as commander says it. */
export function missingValue(message: string): string {
  const [, flag, value] = /'(?:-\w, )?(--[\w-]+) <(.+)>'/.exec(message) ?? []
  return flag === undefined ? message : `${flag}: its value is missing; write ${flag} ${value}.`
}

function unknownOption(name: CommandName, word: string, words: readonly string[]): string {
  const [typed = ''] = word.split('=')
  const bare = typed.replace(/^--?/, '')
  const flag = (/^-\w$/.test(typed) ? flagOfLetter(bare) : undefined) ?? typed
  if (flagsOfCommand(name).includes(flag)) return `${word}: ${flag} takes no value.`
  if (takersOf(flag).length > 0) return misplacedOption(name, flag, words)
  const near = nearest(flag, flagsOfCommand(name))
  if (near !== undefined) return `${flag}: there is no such option; did you mean ${near}?`
  const command = commandRows.has(bare) ? bare : otherWords.get(bare.toLowerCase())
  if (command === name) return `${flag}: there is no such option; ${name} does that without one.`
  if (command !== undefined) return `${flag}: there is no such option; ${didYouMean(command)}`
  const other = nearest(flag, allFlags())
  if (other !== undefined)
    return `${flag}: there is no such option; did you mean ${other}, which is for ${listed(takersOf(other))}?`
  return `${flag}: there is no such option; ${calledBy(name)} takes ${ownFlags(name)}.`
}

/** An option of another command: of one that stands behind it, or of one that was not named. */
function misplacedOption(name: CommandName, flag: string, words: readonly string[]): string {
  const command = name === 'wizard' ? words.find((word) => takersOf(flag).includes(word)) : undefined
  return command === undefined
    ? notTaken(name, flag)
    : `${flag}: it belongs behind the command; write \`mastodon-tune ${command} ${flag}\`.`
}

/** A word too many. */
function extraWord(name: CommandName, word: string, { queue = [] }: Options): string {
  const group = queue.at(-1)
  if (group !== undefined && !group.includes('=') && /^(\d|none)/.test(word))
    return `--queue ${group} ${word}: write it as one word, --queue ${group}=${word}.`
  const flags = flagsOfCommand(name)
  if (flags.includes('--queue') && sizeOfGroup.test(word))
    return `${word}: ${name} takes no argument; did you mean --queue ${word}?`
  const flag = flags.includes(`--${word}`) ? `--${word}` : nearest(`--${word}`, flags)
  if (flag !== undefined) return `${word}: ${name} takes no argument; did you mean ${flag}?`
  const { argument }: CommandRow = commandTable[name]
  const what = argument === undefined ? 'no argument' : `one argument only, ${argument.summary}`
  return `${word}: ${name} takes ${what}.`
}

function meantCommand(word: string): string | undefined {
  const command = otherWords.get(word.toLowerCase()) ?? nearest(word, [...commandRows.keys()])
  if (command !== undefined) return command
  const other = nearest(word, [...otherWords.keys()])
  return other === undefined ? undefined : otherWords.get(other)
}

function didYouMean(command: string): string {
  if (command === '') return '`mastodon-tune` without a command opens the wizard.'
  return `did you mean \`mastodon-tune ${command}\`?`
}

function ownFlags(name: CommandName): string {
  return flagsOfCommand(name).join(', ') || 'no options'
}
