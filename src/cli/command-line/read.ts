import { type Command, CommanderError } from 'commander'
import type { Options } from '../../options/options.js'
import { version } from '../../version.js'
import { WrongInput } from '../../wrong-input.js'
import type { CommandName, ServerCommand } from './commands.js'
import { programOf } from './program.js'
import { missingValue, notTaken, strangeWord, unknownCommand } from './unknown.js'

/** What a command line asks for: a command on a server, or a text that is all of the answer. */
export type Asked = AskedCommand | { readonly kind: 'text'; readonly text: string }

export interface AskedCommand {
  readonly kind: 'command'
  readonly name: ServerCommand
  readonly options: Options
}

/** Reads the words after the program's name; looks at no server and no file. @throws WrongInput */
export function readCommandLine(argv: readonly string[]): Asked {
  let asked: Asked | undefined
  let text = ''
  const write = (part: string) => {
    text += part
  }
  const act = (name: CommandName, command: Command) => {
    asked = askedBy(name, command, program)
  }
  const program = programOf(act, write)
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // By --help and --version, whose text has been written.
    if (error.exitCode !== 0) throw new WrongInput(missingValue(error.message))
  }
  return asked ?? { kind: 'text', text }
}

function askedBy(name: CommandName, command: Command, program: Command): Asked | undefined {
  const words: readonly string[] = command.args
  const options = optionsOf(name, command, program)
  const wrong = strangeWord(name, words, options)
  if (wrong !== undefined) throw new WrongInput(wrong)
  if (name === 'version') return { kind: 'text', text: `${version}\n` }
  if (name === 'help') return helpOn(words[0], program)
  return { kind: 'command', name, options: name === 'resize' ? { ...options, sizes: words } : options }
}

/** Has the help written; of the whole program where no command is named. @throws WrongInput */
function helpOn(name: string | undefined, program: Command): undefined {
  const command = name === undefined ? program : program.commands.find((each) => each.name() === name)
  if (command === undefined) throw new WrongInput(unknownCommand(name ?? ''))
  command.outputHelp()
}

/**
 * A command's options, those before its name among them, so that `--root DIR apply` never means
 * this server.
 * @throws WrongInput at one that it does not take: an option that does nothing would let the admin
 * believe that it did.
 */
function optionsOf(name: CommandName, command: Command, program: Command): Options {
  const given = givenTo(command)
  if (command === program) return given
  const before = givenTo(program)
  const takes = command.options.map(({ long }) => long)
  const wrong = program.options.find((each) => each.attributeName() in before && !takes.includes(each.long))
  if (wrong?.long) throw new WrongInput(notTaken(name, wrong.long))
  return { ...before, ...given }
}

/**
 * The options that stand on the command line; the defaults of commander are none of the admin's.
 */
function givenTo(command: Command): Options {
  const all = Object.entries(command.opts())
  return Object.fromEntries(all.filter(([name]) => command.getOptionValueSource(name) === 'cli'))
}
