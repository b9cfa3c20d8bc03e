import { adviseSandbox, sandboxReason } from '../advice/sandbox.js'
import { type SandboxLevel, sandboxLevels } from '../answers.js'
import { levels } from '../units/sandbox.js'
import type { Step } from './types.js'

const texts: Readonly<Record<SandboxLevel, { readonly label: string; readonly detail: string }>> = {
  stock: { label: 'Stock', detail: 'as Mastodon ships it' },
  container: { label: 'Container', detail: 'no mount namespaces, for LXC' },
  off: { label: 'Off', detail: "all that Mastodon's user may do" },
}

/** How far systemd confines Mastodon's processes. */
export const sandbox: Step = {
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
}
