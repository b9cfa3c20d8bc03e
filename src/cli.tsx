import { CommanderError } from 'commander'
import { chooseHost } from './cli/choose-host.js'
import { commandLine } from './cli/command-line.js'
import { beginDebugging, type Debugging } from './cli/debug.js'
import type { Output } from './cli/output.js'
import { wantsLines } from './cli/plain.js'
import { status } from './cli/status.js'
import { terminalContext } from './cli/terminal.js'
import { applyCommand } from './commands/apply.js'
import { confirmCommand, confirmed } from './commands/confirm.js'
import { type Context, Interrupted } from './commands/context.js'
import { loggedEffects } from './commands/log.js'
import { news } from './commands/news.js'
import { planCommand } from './commands/plan.js'
import { resizeCommand } from './commands/resize.js'
import { revertCommand } from './commands/revert.js'
import { undoCommand } from './commands/undo.js'
import { wizardEffects } from './commands/wizard.js'
import { shortened, visible } from './format.js'
import { sentence } from './host/host.js'

async function wizard(context: Context & Pick<Output, 'neverWait'>): Promise<number> {
  const effects = loggedEffects(context, await wizardEffects(context))
  if (wantsLines(context.options.plain, process.env)) {
    const { lineWizard } = await import('./cli/lines.js')
    return lineWizard(context, effects)
  }
  // Ink draws only its last frame where CI is set, even in a terminal in which someone waits for the first.
  delete process.env.CI
  delete process.env.CONTINUOUS_INTEGRATION
  const [{ runWizard }, { hostname }] = await Promise.all([import('../components/run.js'), context.host.machine()])
  // A terminal that takes nothing for a while (Ctrl-S) gets the newest frame then, and not all there were.
  context.neverWait()
  const { stdin, stdout, env } = process
  const practice = context.host.kind === 'practice'
  const { exitCode } = await runWizard({ effects, practice, hostname, stdin, stdout, env, colour: context.options.color !== false })
  return exitCode
}

/** Runs the program. The exit status; what went wrong is one sentence on stderr, never a stack trace. */
export async function main(argv: readonly string[]): Promise<number> {
  let exitCode = 0
  let debugging: Debugging | undefined
  const program = commandLine(async (name, options) => {
    const host = await chooseHost(options, name)
    if (options.debug !== undefined) debugging = await beginDebugging(options.debug, host, argv)
    const inTerminal = terminalContext(debugging?.host ?? host, options)
    const context = debugging?.logged(inTerminal) ?? inTerminal
    const commands = {
      ...{ wizard, plan: planCommand, status, confirm: confirmCommand, apply: confirmed(applyCommand), resize: confirmed(resizeCommand) },
      undo: options.number === undefined ? undoCommand : revertCommand,
    }
    const noteSeen = await news(context)
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

main(process.argv.slice(2)).then((status) => {
  process.exitCode = status
})
