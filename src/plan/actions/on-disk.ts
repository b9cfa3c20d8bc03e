import { nameOf } from '../../state.js'
import { shortName } from '../../units/names.js'
import type { Verbs } from './verb.js'

/** What changes files and links, and has systemd know them. */
export const onDisk = {
  write: {
    kind: 'file',
    inFull: ({ path }) => `write ${path}`,
    byHand: ({ path }, preview) => `write ${path} (see ${preview})`,
    textAfter: ({ text }) => text,
    running: ({ path }) => `write ${nameOf(path)}`,
  },
  remove: {
    kind: 'file',
    inFull: ({ path }) => `remove ${path}`,
    byHand: ({ path }) => `rm ${path}`,
    textAfter: () => null,
    running: ({ path }) => `remove ${nameOf(path)}`,
  },
  link: {
    kind: 'file',
    inFull: ({ path }) => `link ${path}`,
    byHand: ({ path, target }) => `ln -s ${target} ${path}`,
    running: ({ path }) => `link ${nameOf(path)}`,
  },
  reload: {
    kind: 'command',
    command: () => ['systemctl', 'daemon-reload'],
    purpose: () => 'let systemd see the new files',
    running: () => 'systemd reads the new files',
  },
  enable: {
    kind: 'command',
    command: ({ unit }) => ['systemctl', 'enable', unit],
    purpose: () => 'at every boot',
    onDisk: true,
    running: ({ unit }) => `enable ${shortName(unit)}`,
  },
  disable: {
    kind: 'command',
    command: ({ unit }) => ['systemctl', 'disable', unit],
    purpose: () => 'no longer at boot',
    onDisk: true,
    running: ({ unit }) => `disable ${shortName(unit)}`,
  },
} satisfies Partial<Verbs>
