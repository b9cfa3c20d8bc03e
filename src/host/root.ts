import { basename, resolve } from 'node:path'
import { fileHost } from './files.js'
import { type Argv, type Host, HostError, ifThere, type Ran, type RunOptions } from './host.js'
import { localHost } from './local.js'

/** What systemctl can do to a folder: only what makes or shows links. */
const onFiles = ['enable', 'disable', 'list-unit-files', 'is-enabled']

/**
 * A folder that stands for a server (`--root`): its files and links are real, nothing is started. `systemctl` gets
 * `--root=`; `systemd-analyze verify` and `security` run on this machine; everything else throws a HostError. What only a
 * kernel can tell (/proc, /sys) comes from this machine unless the folder holds it.
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
      /^\/(proc|sys)\//.test(path) ? ((await ifThere(files.read(path))) ?? (await here.read(path))) : await files.read(path),
    run: (argv, options) => runOnFolder(folder, here, argv, options),
    machine: async () => ({
      ...(await here.machine()),
      hostname: (await files.read('/etc/hostname').catch(() => '')).trim() || basename(folder),
    }),
    askRedis: notAsked,
    askPostgres: notAsked,
  }
}

async function runOnFolder(folder: string, here: Host, argv: Argv, options?: RunOptions): Promise<Ran> {
  const [program, ...args] = argv
  const verb = args.find((word) => !word.startsWith('-')) ?? ''
  if (program === 'systemctl' && onFiles.includes(verb)) return here.run([program, `--root=${folder}`, ...args], options)
  // A folder has no systemd that holds old texts in memory.
  if (program === 'systemctl' && verb === 'daemon-reload') return { status: 0, stdout: '', stderr: '' }
  if (program === 'systemd-analyze' && (verb === 'verify' || verb === 'security')) return here.run(argv, options)
  throw new HostError(`${[program, verb].join(' ').trim()} was not run: nothing runs in a folder (${folder})`)
}
