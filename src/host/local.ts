import { availableParallelism, constants, hostname } from 'node:os'
import type { Argv } from '../state.js'
import { systemdTimeout } from '../systemd/time.js'
import { fileHost } from './files.js'
import { type Host, HostError, type Ran, type RunOptions } from './host.js'
import { askHttp } from './http.js'
import { askPostgres } from './postgres.js'
import { askRedis } from './redis.js'
import { systemPath } from './system-path.js'

/** What every command sees: no admin's locale, colours, pager or PATH may change an answer. */
const environment: Readonly<Record<string, string>> = {
  LC_ALL: 'C',
  PATH: systemPath,
  SYSTEMD_COLORS: '0',
  SYSTEMD_PAGER: '',
  SYSTEMD_URLIFY: '0',
  PAGER: 'cat',
}

/**
 * This server. `prefix` goes before every command and `root` before every path (for tests in a
 * container: `podman exec …`). Its `run` throws a HostError when the program is missing (ENOENT) or
 * does not answer in time (ETIMEDOUT).
 */
export function localHost({ prefix, root }: { readonly prefix?: Argv; readonly root?: string } = {}): Host {
  return {
    kind: 'local',
    live: true,
    ...fileHost(root ?? '/'),
    run: (argv, how) => runHere(prefix === undefined ? argv : [prefix[0], ...prefix.slice(1), ...argv], how),
    machine: async () => ({
      ...{
        hostname: hostname(),
        cores: availableParallelism(),
        uid: process.geteuid?.() ?? -1,
        pid: process.pid,
      },
      ...(process.env['SUDO_USER'] ? { sudoUser: process.env['SUDO_USER'] } : {}),
    }),
    askRedis,
    askPostgres,
    askHttp,
    wait: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
    now: () => performance.now() / 1000,
    date: () => Date.now() / 1000,
  }
}

/**
 * A child is in a session of its own only a moment after its start: a Ctrl-C or a hang-up of ours
 * that falls into that moment ends it before it has become its program, and it is started once
 * more.
 */
async function runHere(argv: Argv, options: RunOptions = {}): Promise<Ran> {
  const ran = await runOnce(argv, options)
  return ran.status === 128 + constants.signals.SIGINT || ran.status === 128 + constants.signals.SIGHUP
    ? runOnce(argv, options)
    : ran
}

async function runOnce(argv: Argv, options: RunOptions): Promise<Ran> {
  const { execa } = await import('execa')
  const [program, ...args] = argv
  const seconds = options.timeout ?? systemdTimeout
  const input = options.input === undefined ? ({ stdin: 'ignore' } as const) : { input: options.input }
  const result = await execa(program, args, {
    ...input,
    cwd: '/',
    env: { ...environment, ...options.env },
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
    timeout: seconds * 1000,
    // A session of its own: neither Ctrl-C nor a dropped connection reaches a systemctl in the
    // middle of its work.
    detached: true,
  })
  if (result.timedOut) throw new HostError(`${program} did not answer within ${seconds} s`, 'ETIMEDOUT')
  if (result.exitCode !== undefined)
    return { status: result.exitCode, stdout: result.stdout, stderr: result.stderr }
  // 128 + number is how every shell tells of a signal.
  if (result.signal !== undefined) {
    return { status: 128 + constants.signals[result.signal], stdout: result.stdout, stderr: result.stderr }
  }
  const code = result.code ?? ''
  if (code === 'ENOENT') throw new HostError(`the program ${program} is not installed here`, 'ENOENT')
  throw new HostError(`the program ${program} could not be started${code === '' ? '' : ` (${code})`}`, code)
}
