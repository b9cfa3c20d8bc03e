import { basename, resolve } from 'node:path'
import type { Argv } from '../state.js'
import { fileHost } from './files.js'
import { type Host, HostError, ifThere, type Ran, type RunOptions } from './host.js'
import { localHost } from './local.js'

/** What systemctl can do to a folder: only what makes or shows links. */
const onFiles = ['enable', 'disable', 'list-unit-files', 'is-enabled']

/**
 * A folder that stands for a server (`--root`): its files and links are real, nothing is started.
 * `systemctl` gets `--root=`; `systemd-analyze verify` and `security` run on this machine;
 * everything else throws a HostError. What only a kernel can tell (/proc, /sys) comes from this
 * machine unless the folder holds it.
 */
export function rootHost(dir: string): Host {
  const folder = resolve(dir)
  const here = localHost()
  const files = fileHost(folder)
  const notAsked = async (): Promise<never> => {
    throw new HostError(`not asked: ${folder} is a folder, not a running server`)
  }
  return {
    ...here,
    ...files,
    kind: 'root',
    live: false,
    read: async (path) =>
      /^\/(proc|sys)\//.test(path)
        ? ((await ifThere(files.read(path))) ?? (await here.read(path)))
        : await files.read(path),
    run: (argv, options) => runOnFolder(folder, here, argv, options),
    machine: async () => ({
      ...(await here.machine()),
      hostname: (await files.read('/etc/hostname').catch(() => '')).trim() || basename(folder),
    }),
    askRedis: notAsked,
    askPostgres: notAsked,
    askHttp: notAsked,
  }
}

async function runOnFolder(folder: string, here: Host, argv: Argv, options?: RunOptions): Promise<Ran> {
  const [program, ...args] = argv
  const verb = args.find((word) => !word.startsWith('-')) ?? ''
  if (program === 'systemctl' && onFiles.includes(verb))
    return here.run([program, `--root=${folder}`, ...args], options)
  // A folder has no systemd that holds old texts in memory.
  if (program === 'systemctl' && verb === 'daemon-reload') return { status: 0, stdout: '', stderr: '' }
  if (program === 'systemd-analyze' && verb === 'verify') return verifyInFolder(folder, here, args, options)
  if (program === 'systemd-analyze' && verb === 'security') return here.run(argv, options)
  throw new HostError(`${[program, verb].join(' ').trim()} was not run: nothing runs in a folder (${folder})`)
}

/**
 * `systemd-analyze verify` on this machine over files in the folder. A program that this machine
 * lacks is no fault of the units when the folder has it.
 */
async function verifyInFolder(
  folder: string,
  here: Host,
  args: readonly string[],
  options?: RunOptions,
): Promise<Ran> {
  const inside = (word: string) => (word.startsWith('/') ? `${folder}${word}` : word)
  const env = Object.fromEntries(
    Object.entries(options?.env ?? {}).map(([name, value]) => [name, inside(value)]),
  )
  const ran = await here.run(['systemd-analyze', ...args.map(inside)], { ...options, env })
  const lines = ran.stderr.split('\n').filter((line) => line.trim() !== '')
  const missing = await Promise.all(
    lines.map((line) => isInFolder(folder, /Command (\/.+) is not executable: No such file/.exec(line)?.[1])),
  )
  const left = lines.filter((_, index) => !missing[index])
  // As the server itself would name them.
  const stderr = left.map((line) => line.replaceAll(`${folder}/`, '/')).join('\n')
  return left.length === 0 ? { status: 0, stdout: ran.stdout, stderr } : { ...ran, stderr }
}

async function isInFolder(folder: string, program: string | undefined): Promise<boolean> {
  return program !== undefined && (await ifThere(fileHost(folder).stat(program))) !== undefined
}
