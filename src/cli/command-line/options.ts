import { usualDrain } from '../../mastodon/times.js'
import { answerOptions } from '../../options/answer-options.js'
import type { OptionRow } from './rows.js'

/** The options that answer what the wizard asks, in its order. */
const settings: readonly OptionRow[] = answerOptions.map((option) => ({
  name: option.flag,
  value: option.metavar,
  summary: option.help,
  ...('key' in option ? { repeatable: true } : {}),
}))

/** Which server, and how this run is told. */
export const placeOptions: readonly OptionRow[] = [
  { name: 'home', value: 'dir', summary: "Mastodon's folder" },
  { name: 'user', value: 'name', summary: 'the user Mastodon runs as' },
  {
    name: 'root',
    value: 'dir',
    summary: 'a folder that stands for a server: files and links are real, nothing is started',
  },
  { name: 'practice', summary: 'a pretend server in memory: nothing is real' },
  {
    name: 'debug',
    value: 'file',
    summary: 'write a log that can be sent along: what was done and how it went, without secrets',
  },
  { name: 'no-color', summary: 'no colours' },
]

export const drain: OptionRow = {
  name: 'drain',
  value: 'seconds',
  summary: `how long running jobs may take to finish before their process stops (${usualDrain})`,
}

/** Which server, and what is wanted there. */
export const answerOptionRows: readonly OptionRow[] = [
  ...placeOptions,
  { name: 'answers', value: 'file', summary: 'start from an answers file (YAML)' },
  { name: 'save-answers', value: 'file', summary: 'write the answers to a file' },
  ...settings,
  drain,
]

export const yes: OptionRow = { name: 'yes', short: 'y', summary: 'do not ask' }

/** How a change is agreed to, before it and after it. */
export const agreementOptions: readonly OptionRow[] = [
  yes,
  { name: 'force', summary: 'with --yes: replace files of ours that were changed by hand' },
  {
    name: 'confirm',
    value: 'time',
    summary:
      'put everything back unless that is confirmed within this time, such as 120s or 5m; systemd does it, also after a reboot',
  },
]

export const jsonEvents: OptionRow = { name: 'json', summary: 'a line of JSON per event' }
