import { budget } from '../budget.js'
import type { Context } from '../commands/context.js'
import { planText } from '../commands/report/print.js'
import { lineReader } from '../line-mode/read.js'
import { runLines } from '../line-mode/run.js'
import { steps } from '../questions/index.js'
import { clean, isAscii } from '../text/signs.js'
import type { Effects } from '../wizard/effects.js'

/** The wizard in this process's terminal, or through pipes, line by line. The exit status. */
export async function lineWizard(context: Context, effects: Effects): Promise<number> {
  const { stdin, stdout, env } = process
  const look = { ascii: isAscii(env) }
  const practice = context.host.kind === 'practice'
  const reader = lineReader(stdin)
  // Where nobody hears the questions, nobody can answer them.
  for (const event of ['error', 'close']) stdout.on(event, reader.close)
  // A terminal shows the end of the line that is typed; where there is none, who reads line by line
  // waits for it.
  const end = stdin.isTTY && stdout.isTTY ? ' ' : '\n'
  const interrupted = () => stdout.write('\nNothing was changed.\n')
  process.prependListener('SIGINT', interrupted)
  const { hostname } = await context.host.machine()
  try {
    return await runLines({
      effects: {
        ...effects,
        apply: (...work) => {
          process.off('SIGINT', interrupted)
          return effects.apply(...work)
        },
      },
      rules: { steps, budget, planFor: effects.planFor, sudo: effects.sudo, place: effects.place },
      practice,
      hostname,
      say: (line) => context.out(clean(line, look)),
      ask: (prompt) => {
        stdout.write(`${clean(prompt, look)}${end}`)
        return reader.next()
      },
      save: (wizard, file) => context.writeFile(file, `${planText(wizard, wizard.present, practice)}\n`),
      signal: context.signal,
    })
  } finally {
    process.off('SIGINT', interrupted)
    reader.close()
    stdin.unref?.()
  }
}
