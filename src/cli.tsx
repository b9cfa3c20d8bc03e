import { chooseHost } from './cli/choose-host.js'
import { bareWizard } from './cli/command-line/bare.js'
import type { ServerCommand } from './cli/command-line/commands.js'
import type { AskedCommand } from './cli/command-line/read.js'
import type { Output } from './cli/output.js'
import { terminalContext } from './cli/terminal.js'
import type { Context } from './commands/context.js'
import { Interrupted } from './commands/run/interrupted.js'
import { redactingHost } from './host/redact.js'
import { noSecrets } from './host/secrets.js'
import { hasValues, type Options } from './options/options.js'
import { shortened, visible } from './text/format.js'
import { sentence } from './text/sentence.js'

/** What a command works with in a terminal. */
type TerminalContext = Context & Output

/** The commands, each loaded only when it is the one: none of the others costs it a start. */
const commands: Readonly<Record<ServerCommand, (context: TerminalContext) => Promise<number>>> = {
  wizard: async (context) => (await import('./cli/wizard.js')).wizard(context),
  plan: async (context) => (await import('./commands/plan.js')).planCommand(context),
  status: async (context) => (await import('./cli/status.js')).status(context),
  apply: changeCommand,
  resize: changeCommand,
  confirm: async (context) => (await import('./commands/confirm.js')).confirmCommand(context),
  undo: async (context) => {
    if (context.options.number !== undefined)
      return (await import('./commands/revert.js')).revertCommand(context)
    return (await import('./commands/undo.js')).undoCommand(context)
  },
}

/** Apply, and resize, which is the same with sizes. The exit status. */
async function changeCommand(context: TerminalContext): Promise<number> {
  const [{ applyCommand }, { withConfirmation }] = await Promise.all([
    import('./commands/apply.js'),
    import('./commands/confirm.js'),
  ])
  return withConfirmation(context, applyCommand)
}

/**
 * Runs the program. The exit status; what went wrong is one sentence on stderr, never a stack
 * trace.
 */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const asked = bareWizard(argv) ?? (await import('./cli/command-line/read.js')).readCommandLine(argv)
    if (asked.kind === 'text') {
      process.stdout.write(asked.text)
      return 0
    }
    await assertValues(asked.options)
    return await runCommand(asked, argv)
  } catch (error) {
    process.stderr.write(`mastodon-tune: ${visible(shortened(sentence(error)))}\n`)
    return error instanceof Interrupted ? 130 : 1
  }
}

/**
 * Whether the values of options can be right, before anything is looked at. Without any, nothing is
 * loaded for it. @throws WrongInput
 */
async function assertValues(options: Options): Promise<void> {
  if (!hasValues(options)) return
  const { assertOptions } = await import('./options/assert-options.js')
  assertOptions(options)
}

/** Runs a command on its server, with a log where --debug wants one. The exit status. */
async function runCommand({ name, options }: AskedCommand, argv: readonly string[]): Promise<number> {
  const secrets = noSecrets()
  const host = redactingHost(await chooseHost(options, name), secrets)
  const debugging =
    options.debug === undefined
      ? undefined
      : await (await import('./cli/debug.js')).beginDebugging(options.debug, host, argv, secrets)
  const inTerminal = terminalContext(debugging?.host ?? host, options)
  try {
    const exitCode = await runAfterNews(name, debugging?.logged(inTerminal) ?? inTerminal)
    debugging?.log(`exit status ${exitCode}`)
    return exitCode
  } catch (error) {
    debugging?.log(`failed: ${sentence(error)}`)
    throw error
  }
}

/**
 * Runs a command after it was told how earlier runs ended; what somebody has seen is not told
 * again. The exit status.
 */
async function runAfterNews(name: ServerCommand, context: TerminalContext): Promise<number> {
  const noteSeen = await (await import('./commands/report/news.js')).news(context)
  let exitCode = 0
  try {
    exitCode = await commands[name](context)
    return exitCode
  } finally {
    // Its terminal may take nothing for as long as it likes: the exit status stands already.
    process.exitCode = exitCode
    if (await context.waitUntilSeen()) await noteSeen()
  }
}

main(process.argv.slice(2)).then((status) => {
  process.exitCode = status
})
