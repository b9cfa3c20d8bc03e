import { Command, Option } from 'commander'
import type { Options } from '../options/options.js'
import type { Option as AnswerOption } from '../questions/types.js'
import { version } from '../version.js'
import { WrongInput } from '../wrong-input.js'

export type CommandName = 'wizard' | 'plan' | 'apply' | 'resize' | 'undo' | 'status' | 'confirm'

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

const unlessConfirmed =
  'put everything back unless that is confirmed within this time, such as 120s or 5m; systemd does it, also after a reboot'

/** Options given before the command's name: `--root DIR apply` must never mean this server. */
function said(command: Command): Options {
  const given = Object.entries(command.opts()).filter(
    ([name]) => command.getOptionValueSource(name) === 'cli',
  )
  return Object.fromEntries(given)
}

/**
 * A command's options, those before its name among them. @throws WrongInput at one that it does not take: an option that
 * does nothing would let the admin believe that it did.
 */
function taken(program: Command, command: Command): Options {
  const before = said(program)
  const takes = command.options.filter((option) => !option.hidden)
  const wrong = program.options.find(
    (option) => option.attributeName() in before && !takes.some((each) => each.long === option.long),
  )
  if (wrong === undefined) return { ...before, ...said(command) }
  throw new WrongInput(
    `${wrong.long}: ${command.name()} does not take it; it takes ${takes.map(({ long }) => long).join(', ')}.`,
  )
}

/** The command line, with the settings (those of the answers are handed in) and places that every command takes. */
export function commandLine(
  answerOptions: readonly AnswerOption[],
  run: (name: CommandName, options: Options) => Promise<void>,
): Command {
  const withPlace = (command: Command): Command =>
    command
      .option('--home <dir>', "Mastodon's folder")
      .option('--user <name>', 'the user Mastodon runs as')
      .option(
        '--root <dir>',
        'a folder that stands for a server: files and links are real, nothing is started',
      )
      .option('--practice', 'a pretend server in memory: nothing is real')
      .option(
        '--debug <file>',
        'write a log that can be sent along: what was done and how it went, without secrets',
      )
      .option('--no-color', 'no colours')
  const withAnswers = (command: Command): Command =>
    answerOptions.reduce((all, option) => {
      const name = `--${option.flag} <${option.metavar}>`
      return 'key' in option ? all.option(name, option.help, collect) : all.option(name, option.help)
    }, command)
  const withSettings = (command: Command): Command =>
    withAnswers(
      withPlace(command)
        .option('--answers <file>', 'start from an answers file (YAML)')
        .option('--save-answers <file>', 'write the answers to a file'),
    ).option('--drain <seconds>', 'how long running jobs may take to finish before their process stops (60)')
  const program = withSettings(new Command('mastodon-tune'))
    .description(
      "Scales a Mastodon server's web, streaming and Sidekiq services with systemd.\nWithout a command: the wizard.",
    )
    .version(version, '--version')
    .option('--plain', 'the wizard line by line, for screen readers, simple terminals and pipes')
    .enablePositionalOptions()
    .allowExcessArguments()
    .action((options: Options, command: Command) => {
      const [unknown] = command.args
      if (unknown === undefined) return run('wizard', options)
      throw new WrongInput(
        `${unknown}: there is no such command; there are plan, apply, resize, status, confirm and undo, and without a command the wizard opens.`,
      )
    })
  withSettings(program.command('plan'))
    .description('show what would change, and change nothing (exit status 0: nothing, 2: something)')
    .option('--json', 'as JSON, see schema/plan.schema.json')
    .action((_, command: Command) => run('plan', taken(program, command)))
  withSettings(program.command('apply'))
    .description(
      'show what would change, ask once, and do it\n(exit status 0: applied or nothing to do, 1: refused, 3: put back, 4: stuck)',
    )
    .option('--yes', 'do not ask')
    .option('--force', 'with --yes: replace files of ours that were changed by hand')
    .option('--plan <file>', 'apply exactly a saved `plan --json`, or refuse')
    .option('--confirm <time>', unlessConfirmed)
    .option('--json', 'a line of JSON per event')
    .action((_, command: Command) => run('apply', taken(program, command)))
  withSettings(program.command('resize'))
    .argument('[sizes...]', 'QUEUE=THREADS or QUEUE=PROCESSESxTHREADS, such as push=40 or push=2x25')
    .option('--for <time>', 'add the processes for a time, such as 6h; then systemd ends them by itself')
    .description(
      "change what runs now by these sizes: shown, asked and done as apply does, with apply's exit status",
    )
    .option('--yes', 'do not ask')
    .option('--force', 'with --yes: replace files of ours that were changed by hand')
    .option('--confirm <time>', unlessConfirmed)
    .option('--json', 'a line of JSON per event')
    .action((sizes: readonly string[], _, command: Command) =>
      run('resize', { ...taken(program, command), sizes }),
    )
  withPlace(program.command('undo'))
    .description(
      "back to before the last apply, shown and asked; also takes back a run that was cut off (apply's exit status)",
    )
    .option('--list', 'what was done here, the newest first; changes nothing')
    .option('--to <n>', 'back to before that run')
    .option('--finish', 'do the rest of a run that was cut off')
    .option('--drain <seconds>', 'how long running jobs may take to finish before their process stops (60)')
    .option('--yes', 'do not ask')
    .option('--force', 'with --yes: replace files that were changed by hand since')
    .addOption(new Option('--number <n>').hideHelp())
    .option('--json', 'a line of JSON per event')
    .action((_, command: Command) => run('undo', taken(program, command)))
  withPlace(program.command('confirm'))
    .description(
      'keep what apply --confirm or resize --confirm did (exit status 0: kept, 1: nothing waits to be confirmed)',
    )
    .action((_, command: Command) => run('confirm', taken(program, command)))
  withPlace(program.command('status'))
    .description('what runs where: queues, Sidekiq processes, units, and what would help; changes nothing')
    .option('--watch', 'look again every 2 s, live in a terminal')
    .option('--json', 'as JSON, see schema/status.schema.json; with --watch a line for each look')
    .action((_, command: Command) => run('status', taken(program, command)))
  for (const command of [program, ...program.commands]) {
    command
      .allowExcessArguments(command === program)
      .exitOverride()
      .configureOutput({ writeErr: () => undefined })
      .showHelpAfterError(false)
  }
  return program
}
