import { watchEvery } from '../../status/latency-history.js'
import { agreementOptions, answerOptionRows, drain, jsonEvents, placeOptions, yes } from './options.js'
import type { CommandRow } from './rows.js'

const applyExits = { 0: 'applied or nothing to do', 1: 'refused', 3: 'put back', 4: 'stuck' }

/**
 * What can be asked for, in the order in which the help tells it; the wizard is what opens where no
 * command is named.
 */
export const commandTable = {
  wizard: {
    summary:
      "Scales a Mastodon server's web, streaming and Sidekiq services with systemd.\nWithout a command: the wizard.",
    options: [
      ...answerOptionRows,
      {
        name: 'plain',
        summary: 'the wizard line by line, for screen readers, simple terminals and pipes',
      },
    ],
    exits: { ...applyExits, 1: 'refused, or no terminal', 130: 'left with Ctrl-C' },
    example: '--practice --layout split',
  },
  plan: {
    summary: 'show what would change, and change nothing',
    options: [...answerOptionRows, { name: 'json', summary: 'as JSON, see schema/plan.schema.json' }],
    exits: { 0: 'nothing to do', 1: 'error', 2: 'changes pending' },
    example: 'plan --web 4x5 --layout per-queue --queue push=40',
  },
  apply: {
    summary: 'show what would change, ask once, and do it',
    options: [
      ...answerOptionRows,
      ...agreementOptions,
      { name: 'plan', value: 'file', summary: 'apply exactly a saved `plan --json`, or refuse' },
      jsonEvents,
    ],
    exits: applyExits,
    example: 'apply --answers answers.yaml --yes',
  },
  resize: {
    summary: 'change what runs now by these sizes: shown, asked and done as apply does',
    argument: {
      name: 'sizes',
      summary: 'QUEUE=THREADS or QUEUE=PROCESSESxTHREADS, such as push=40 or push=2x25',
      repeatable: true,
    },
    options: [
      ...answerOptionRows,
      {
        name: 'for',
        value: 'time',
        summary: 'add the processes for a time, such as 6h; then systemd ends them by itself',
      },
      ...agreementOptions,
      jsonEvents,
    ],
    exits: applyExits,
    example: 'resize push=40 --confirm 5m',
  },
  undo: {
    summary: 'back to before the last apply, shown and asked; also takes back a run that was cut off',
    options: [
      ...placeOptions,
      { name: 'list', summary: 'what was done here, the newest first; changes nothing' },
      { name: 'to', value: 'n', summary: 'back to before that run' },
      { name: 'finish', summary: 'do the rest of a run that was cut off' },
      drain,
      yes,
      { name: 'force', summary: 'with --yes: replace files that were changed by hand since' },
      { name: 'number', value: 'n', summary: 'the run that was not confirmed in time', hidden: true },
      jsonEvents,
    ],
    exits: { ...applyExits, 0: 'done', 1: 'refused, or nothing left to undo' },
    example: 'undo --to 3',
  },
  confirm: {
    summary: 'keep what apply --confirm or resize --confirm did',
    options: placeOptions,
    exits: { 0: 'kept', 1: 'nothing waits to be confirmed' },
    example: 'confirm',
  },
  status: {
    summary: 'what runs where: queues, Sidekiq processes, units, and what would help; changes nothing',
    options: [
      ...placeOptions,
      { name: 'watch', summary: `look again every ${watchEvery} s, live in a terminal` },
      {
        name: 'json',
        summary: 'as JSON, see schema/status.schema.json; with --watch a line for each look',
      },
    ],
    exits: { 0: 'shown', 1: 'error' },
    example: 'status --watch',
  },
  help: {
    summary: 'how a command is used, as its --help tells it; without one, what there is',
    argument: { name: 'command', summary: 'the command to tell of' },
    options: [],
    exits: { 0: 'told', 1: 'there is no such command' },
    example: 'help resize',
  },
  version: {
    summary: 'which version this is, as --version tells it',
    options: [],
    exits: { 0: 'told' },
    example: 'version',
  },
} satisfies Readonly<Record<string, CommandRow>>

export type CommandName = keyof typeof commandTable

/** Those that work on a server; the others are answered by the command line itself. */
export type ServerCommand = Exclude<CommandName, 'help' | 'version'>

/** The row of each command that can be typed. */
export const commandRows: ReadonlyMap<string, CommandRow> = new Map(
  Object.entries<CommandRow>(commandTable).filter(([name]) => name !== 'wizard'),
)
