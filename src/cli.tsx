import { CommanderError } from 'commander'
import { chooseHost } from './cli/choose-host.js'
import { type CommandName, commandLine } from './cli/command-line.js'
import type { Debugging } from './cli/debug.js'
import type { Output } from './cli/output.js'
import { terminalContext } from './cli/terminal.js'
import type { Context } from './commands/context.js'
import { Interrupted } from './commands/run/interrupted.js'
import { discreetHost } from './host/discreet.js'
import { noSecrets } from './host/secrets.js'
import type { Option } from './questions/types.js'
import { shortened, visible } from './text/format.js'
import { sentence } from './text/sentence.js'

/** What a command works with here: its terminal, too. */
type Here = Context & Output

/** The commands, each loaded only when it is the one: none of the others costs it a start. */
const commands: Readonly<Record<CommandName, (here: Here) => Promise<number>>> = {
  wizard: async (here) => (await import('./cli/wizard.js')).wizard(here),
  plan: async (here) => (await import('./commands/plan.js')).planCommand(here),
  status: async (here) => (await import('./cli/status.js')).status(here),
  apply: async (here) => {
    const [{ applyCommand }, { confirmed }] = await Promise.all([
      import('./commands/apply.js'),
      import('./commands/confirm.js'),
    ])
    return confirmed(applyCommand)(here)
  },
  resize: async (here) => {
    const [{ resizeCommand }, { confirmed }] = await Promise.all([
      import('./commands/resize.js'),
      import('./commands/confirm.js'),
    ])
    return confirmed(resizeCommand)(here)
  },
  confirm: async (here) => (await import('./commands/confirm.js')).confirmCommand(here),
  undo: async (here) => {
    if (here.options.number !== undefined) return (await import('./commands/revert.js')).revertCommand(here)
    return (await import('./commands/undo.js')).undoCommand(here)
  },
}

/** Runs the program. The exit status; what went wrong is one sentence on stderr, never a stack trace. */
export async function main(argv: readonly string[]): Promise<number> {
  let exitCode = 0
  let debugging: Debugging | undefined
  const program = commandLine(await answerOptionsFor(argv), async (name, options) => {
    const secrets = noSecrets()
    const host = discreetHost(await chooseHost(options, name), secrets)
    if (options.debug !== undefined)
      debugging = await (await import('./cli/debug.js')).beginDebugging(options.debug, host, argv, secrets)
    const inTerminal = terminalContext(debugging?.host ?? host, options)
    const context = debugging?.logged(inTerminal) ?? inTerminal
    const noteSeen = await (await import('./commands/report/news.js')).news(context)
    try {
      exitCode = await commands[name](context)
    } finally {
      // Its terminal may take nothing for as long as it likes: the exit status stands already.
      process.exitCode = exitCode
      if (await inTerminal.seen()) await noteSeen()
    }
    debugging?.log(`exit status ${exitCode}`)
  })
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    debugging?.log(`failed: ${sentence(error)}`)
    process.stderr.write(`mastodon-tune: ${visible(shortened(sentence(error).replace(/^error: /, '')))}\n`)
    return error instanceof Interrupted ? 130 : 1
  }
}

/** The options that set answers. The questions that they come with are not loaded where the first screen would wait for them. */
async function answerOptionsFor(argv: readonly string[]): Promise<readonly Option[]> {
  if (argv.every((word) => ['--practice', '--no-color'].includes(word))) return []
  return (await import('./options/settings.js')).answerOptions
}

main(process.argv.slice(2)).then((status) => {
  process.exitCode = status
})
