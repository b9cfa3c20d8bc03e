import { Argument, Command, Option } from 'commander'
import { version } from '../../version.js'
import { type CommandName, commandRows, commandTable } from './commands.js'
import { type CommandRow, flagsOf, type OptionRow } from './rows.js'

/** What is done with a command that was typed; its options and words are commander's still. */
type Act = (name: CommandName, command: Command) => void

/**
 * Commander, set up from the table of commands: it takes words apart and writes the help, through
 * `write`. What it does not know it leaves among a command's words, for us to say what was meant.
 */
export function programOf(act: Act, write: (text: string) => void): Command {
  const program = new Command('mastodon-tune').enablePositionalOptions()
  // First: the commands after it take over what it writes with.
  program.configureOutput({ writeOut: write, writeErr: () => undefined })
  setUp(program, 'wizard', commandTable.wizard, act)
  program.version(version, '-V, --version', 'which version this is')
  for (const [name, row] of commandRows) setUp(program.command(name), name as CommandName, row, act)
  return program
}

function setUp(command: Command, name: CommandName, row: CommandRow, act: Act): void {
  command
    .description(row.summary)
    .addHelpText('after', tailOf(row))
    .helpOption('-h, --help', 'display help for command')
    .allowUnknownOption()
    .allowExcessArguments()
    .exitOverride()
    .action(() => act(name, command))
  if (row.argument !== undefined) {
    const { name: word, summary, repeatable } = row.argument
    command.addArgument(new Argument(repeatable ? `[${word}...]` : `[${word}]`, summary))
  }
  for (const option of row.options) command.addOption(optionOf(option))
}

function optionOf(row: OptionRow): Option {
  const option = new Option(flagsOf(row), row.summary).hideHelp(row.hidden === true)
  if (row.repeatable) option.argParser((value: string, before: readonly string[] = []) => [...before, value])
  return option
}

/** What the help of a command says last. */
function tailOf({ exits, example }: CommandRow): string {
  const statuses = Object.entries(exits).map(([status, meaning]) => `  ${status.padEnd(4)} ${meaning}`)
  return ['', 'Exit status:', ...statuses, '', 'Example:', `  mastodon-tune ${example}`].join('\n')
}
