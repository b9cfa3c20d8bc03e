import { type CommandName, commandTable } from './commands.js'
import { type CommandRow, flagOf, type OptionRow } from './rows.js'

const names = Object.keys(commandTable) as readonly CommandName[]

/** A command as a sentence calls it. */
export function calledBy(name: CommandName): string {
  return name === 'wizard' ? 'the wizard' : name
}

/** The options that a command takes, as they are typed: `--queue`. */
export function flagsOfCommand(name: CommandName): readonly string[] {
  return optionsOf(name)
    .filter(({ hidden }) => !hidden)
    .map(flagOf)
}

/** Every option that some command takes. */
export function allFlags(): readonly string[] {
  return [...new Set(names.flatMap(flagsOfCommand))]
}

/** The commands that take an option, as a sentence calls them. */
export function takersOf(flag: string): readonly string[] {
  return names.filter((name) => flagsOfCommand(name).includes(flag)).map(calledBy)
}

/** An option by its letter: `--yes` for `y`. */
export function flagOfLetter(letter: string): string | undefined {
  const option = names.flatMap(optionsOf).find(({ short }) => short === letter)
  return option && flagOf(option)
}

function optionsOf(name: CommandName): readonly OptionRow[] {
  const { options }: CommandRow = commandTable[name]
  return options
}
