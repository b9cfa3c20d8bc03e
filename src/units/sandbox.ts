import type { SandboxLevel } from '../answers.js'
import type { Path } from '../state.js'
import { pathWord } from '../systemd/escape.js'
import { type Directive, valuesOf } from '../systemd/unit-text.js'
import { exposure } from './sandbox-scores.js'

export type SandboxKind = 'web' | 'sidekiq' | 'streaming'

/** What each level means for the admin, in a sentence, and the exposure it leaves (0 to 10). */
export const levels: Record<
  SandboxLevel,
  { readonly sentence: string; readonly exposure: (typeof exposure)[SandboxLevel] }
> = {
  stock: {
    sentence:
      "Mastodon's own confinement: the services can write only below Mastodon's folder and gain no privileges.",
    exposure: exposure.stock,
  },
  container: {
    sentence:
      'Only what works in LXC and the like: no more privileges, but every file of the user stays writable and all others visible.',
    exposure: exposure.container,
  },
  off: {
    sentence: 'No confinement at all: a hole in Mastodon is a hole in everything its user can reach.',
    exposure: exposure.off,
  },
}

/**
 * The [Service] directives of a level. `stock` is the block of Mastodon's dist/*.service (the same
 * from 3.5 to 4.6), with `writable` as its ReadWritePaths=; `container` is what of it needs no
 * mount, UTS or user namespace and no device control.
 */
export function sandboxLines(
  level: SandboxLevel,
  kind: SandboxKind,
  writable: readonly Path[],
): readonly Directive[] {
  if (level === 'off') return []
  const all: readonly Directive[] = [...stock, ...filters(kind)]
  if (level === 'container') return all.filter(([key]) => namespaceFree.has(key))
  return writable.length === 0 ? all : [...all, ['ReadWritePaths', readWrite(writable)]]
}

/**
 * The level of a unit's text of ours: only `stock` has a mount namespace of its own, and `off`
 * gives up no privileges.
 */
export function levelOf(text: string): SandboxLevel {
  if (valuesOf(text, 'PrivateMounts').includes('true')) return 'stock'
  return valuesOf(text, 'NoNewPrivileges').includes('true') ? 'container' : 'off'
}

/**
 * The first path has to be there; a further one (uploads elsewhere) that is missing must not keep
 * the service down.
 */
function readWrite(writable: readonly Path[]): string {
  return writable
    .map((path, index) => (index === 0 ? pathWord(path) : pathWord(path).replace(/^("?)/, '$1-')))
    .join(' ')
}

const on = (...keys: readonly string[]): readonly Directive[] => keys.map((key) => [key, 'true'])

const stock: readonly Directive[] = [
  ['ProcSubset', 'pid'],
  ['ProtectProc', 'invisible'],
  ['CapabilityBoundingSet', ''],
  ['NoNewPrivileges', 'true'],
  ['ProtectSystem', 'strict'],
  ...on(
    'PrivateTmp',
    'PrivateDevices',
    'PrivateUsers',
    'ProtectHostname',
    'ProtectKernelLogs',
    'ProtectKernelModules',
  ),
  ...on('ProtectKernelTunables', 'ProtectControlGroups'),
  ...['AF_INET', 'AF_INET6', 'AF_NETLINK', 'AF_UNIX'].map(
    (family): Directive => ['RestrictAddressFamilies', family],
  ),
  ...on(
    'RestrictNamespaces',
    'LockPersonality',
    'RestrictRealtime',
    'RestrictSUIDSGID',
    'RemoveIPC',
    'PrivateMounts',
    'ProtectClock',
  ),
  ['SystemCallArchitectures', 'native'],
]

const namespaceFree: ReadonlySet<string> = new Set([
  'CapabilityBoundingSet',
  'NoNewPrivileges',
  'RestrictAddressFamilies',
  'RestrictNamespaces',
  'LockPersonality',
  'RestrictRealtime',
  'RestrictSUIDSGID',
  'RemoveIPC',
  'SystemCallArchitectures',
  'SystemCallFilter',
])

/**
 * Ruby and its ffmpeg need chown, mlock and resource calls (mastodon#16127); Node doesn't. @ipc
 * swallows pipe and pipe2.
 */
function filters(kind: SandboxKind): readonly Directive[] {
  const lines =
    kind === 'streaming'
      ? [
          '~@cpu-emulation @debug @keyring @ipc @memlock @mount @obsolete @privileged @resources @setuid',
          'pipe',
          'pipe2',
        ]
      : [
          '~@cpu-emulation @debug @keyring @ipc @mount @obsolete @privileged @setuid',
          '@chown',
          'pipe',
          'pipe2',
        ]
  return lines.map((line) => ['SystemCallFilter', line])
}
