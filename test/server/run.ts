import { execa } from 'execa'

/** What a command inside a server said. */
export interface Ran {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** How a command inside a server runs; as root, and for a minute at most, unless told otherwise. */
export interface RunOptions {
  readonly input?: string
  readonly user?: string
  readonly env?: Readonly<Record<string, string>>
  /** Milliseconds. */
  readonly timeout?: number
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** The argv prefix that runs a command inside the server with this PID 1, with nothing of our environment. */
export function enterArgv(leader: number): readonly string[] {
  const nsenter = ['nsenter', '-t', String(leader), '-m', '-u', '-i', '-n', '-p', '-C', '--']
  const env = [`PATH=${PATH}`, 'HOME=/root', 'USER=root', 'LANG=C.UTF-8', 'TERM=xterm-256color']
  return [...nsenter, 'env', '-C', '/root', '-i', ...env]
}

/** Runs a command inside and hands back its status, whatever it is; 124 is a time-out. */
export async function runInside(
  enter: readonly string[],
  argv: readonly string[],
  options: RunOptions = {},
): Promise<Ran> {
  const { user, env = {}, timeout = 60_000 } = options
  // The time-out is kept inside: ending nsenter would not end what it started.
  const limit = ['timeout', '--kill-after=2', String(timeout / 1000)]
  const home = user === undefined ? [] : ['env', '-C', `/home/${user}`, `HOME=/home/${user}`, `USER=${user}`]
  const as = user === undefined ? [] : ['setpriv', '--reuid', user, '--regid', user, '--init-groups']
  const variables = ['env', ...Object.entries(env).map(([name, value]) => `${name}=${value}`)]
  const [file = '', ...rest] = [...enter, ...home, ...variables, ...limit, ...as, ...argv]
  const result = await execa(file, rest, {
    reject: false,
    input: options.input ?? '',
    stripFinalNewline: false,
  })
  return { status: result.exitCode ?? -1, stdout: result.stdout, stderr: result.stderr }
}
