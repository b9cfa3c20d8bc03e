import { WrongInput } from '../wrong-input.js'
import { answerOptions } from './answer-options.js'
import { assertSettings } from './assert-settings.js'
import type { Options } from './options.js'
import { settingsFrom, sizesFrom } from './settings.js'
import { drainFrom, parseSpan } from './spans.js'

/**
 * What can be told of options by themselves, before a server, a file or a terminal is asked for.
 * @throws WrongInput, one sentence that names the option, its value and what is allowed
 */
export function assertOptions(options: Options): void {
  const { root, practice, sizes, drain, confirm, for: time, to, number } = options
  if (root !== undefined && practice)
    throw new WrongInput('--root and --practice exclude each other: name one server.')
  assertNames(options)
  assertSettings(settingsFrom(options), (name) => `--${name}`)
  if (sizes !== undefined) assertSizes(sizes)
  if (drain !== undefined) drainFrom(drain)
  if (confirm !== undefined) parseSpan(confirm, '--confirm')
  if (time !== undefined) parseSpan(time)
  if (to !== undefined) assertRun('--to', to)
  if (number !== undefined) assertRun('--number', number)
  assertPlanAlone(options)
}

/** Options whose value names something, and what. */
const named = {
  home: ['--home', 'a folder'],
  user: ['--user', 'a user'],
  root: ['--root', 'a folder'],
  answers: ['--answers', 'a file'],
  saveAnswers: ['--save-answers', 'a file'],
  plan: ['--plan', 'a file'],
  debug: ['--debug', 'a file'],
} as const

/** No name at all would count as an option that was not given. @throws WrongInput */
function assertNames(options: Options): void {
  for (const [key, [flag, what]] of Object.entries(named)) {
    if (options[key as keyof typeof named] === '')
      throw new WrongInput(`${flag} '': an empty name is none; give the name of ${what}.`)
  }
}

/** The sizes of resize. @throws WrongInput */
function assertSizes(sizes: readonly string[]): void {
  if (sizes.length === 0)
    throw new WrongInput(
      'resize: say which queue gets which size, such as `resize push=40` (threads) or `resize push=2x25` (processes x threads).',
    )
  assertSettings({ queues: sizesFrom('resize', sizes) }, () => 'resize')
}

/** The number of a run. @throws WrongInput */
function assertRun(flag: string, text: string): void {
  if (/^[1-9]\d*$/.test(text)) return
  throw new WrongInput(`undo ${flag} ${text}: give the number of a run, as \`undo --list\` tells it.`)
}

/** A saved plan holds its answers itself. @throws WrongInput where others stand beside it */
function assertPlanAlone({ plan, ...options }: Options): void {
  if (plan === undefined) return
  const settings = ['answers', ...answerOptions.map(({ flag }) => flag)]
  const also = settings.find((each) => Object.hasOwn(options, each))
  if (also !== undefined)
    throw new WrongInput(
      `--plan ${plan}: a saved plan is applied as it is, so --${also} can't be given beside it.`,
    )
}
