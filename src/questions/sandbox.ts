import { adviseSandbox, sandboxReason } from '../advice/sandbox.js'
import { type SandboxLevel, sandboxLevels } from '../answers.js'
import { levels } from '../units/sandbox.js'
import { change } from './change.js'
import { edited, eitherOf, parseChoice } from './parse.js'
import type { Question } from './types.js'

const texts: Readonly<Record<SandboxLevel, { readonly label: string; readonly detail: string }>> = {
  stock: { label: 'Stock', detail: 'as Mastodon ships it' },
  container: { label: 'Container', detail: 'no mount namespaces, for LXC' },
  off: { label: 'Off', detail: "all that Mastodon's user may do" },
}

/** How far systemd confines Mastodon's processes. */
export const sandbox: Question<'sandbox'> = {
  ask: {
    kind: 'choice',
    id: 'sandbox',
    title: 'Sandbox',
    question: 'How tightly should systemd confine Mastodon?',
    choices: (facts) =>
      sandboxLevels.map((value) => ({
        value,
        ...texts[value],
        proposed: adviseSandbox(facts) === value,
        score: levels[value].exposure.sidekiq,
      })),
    value: (answers) => answers.sandbox,
    set: (_facts, answers, value) => ({
      ...answers,
      sandbox: sandboxLevels.find((level) => level === value) ?? answers.sandbox,
    }),
    why: (facts, answers) =>
      answers.sandbox === adviseSandbox(facts) ? sandboxReason(facts) : levels[answers.sandbox].sentence,
  },
  propose: (facts) => adviseSandbox(facts),
  option: {
    flag: 'sandbox',
    metavar: 'level',
    help: eitherOf(sandboxLevels),
    parse: (text) =>
      edited(parseChoice(text, sandboxLevels), (answers, sandbox) => ({ ...answers, sandbox })),
    print: (answers) => answers.sandbox,
  },
  schema: (z) => z.enum(sandboxLevels),
  read: (_, installed, fallback) => installed.sandbox ?? fallback.sandbox,
  changes: (was, now) => (was === null ? [] : change('sandbox', was.sandbox, now.sandbox)),
}
