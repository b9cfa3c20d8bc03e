import { versionIn } from '../mastodon/version.js'
import { sentence } from '../text/sentence.js'
import { spanText } from '../text/spans.js'
import type { DebugLog } from './debug-log.js'
import { type Host, HostError, type Ran } from './host.js'

/**
 * A host that tells a log what is done with it: commands with their status, files with size and
 * mode, who was asked. Never what files hold, what commands print, what Redis answers.
 */
export function debugHost(host: Host, log: DebugLog): Host {
  async function logged<T>(
    what: string,
    work: Promise<T>,
    result: (value: T) => string = () => 'done',
  ): Promise<T> {
    const began = host.now()
    const time = () => spanText(host.now() - began, 'thousandths')
    try {
      const value = await work
      log.line(`${what}: ${result(value)}, ${time()}`)
      return value
    } catch (error) {
      log.line(`${what}: failed (${sentence(error)}), ${time()}`)
      throw error
    }
  }
  return {
    ...host,
    async read(path) {
      const text = await host.read(path).catch((error: unknown) => {
        const code = error instanceof HostError ? error.code : ''
        if (code !== 'ENOENT' && code !== 'ENOTDIR') log.line(`read ${path}: failed (${sentence(error)})`)
        throw error
      })
      if (path.endsWith('/lib/mastodon/version.rb'))
        log.line(`Mastodon ${versionIn(text)?.text ?? 'of no known version'}`)
      return text
    },
    async run(argv, options) {
      const ran = await logged(
        `run ${argv.join(' ')}`,
        host.run(argv, options),
        ({ status }) => `status ${status}`,
      )
      // systemctl's first line of --version names nothing but itself.
      if (argv.includes('--version')) log.line(`  ${ran.stdout.split('\n')[0] ?? ''}`)
      for (const line of lastLines(ran)) log.line(`  stderr: ${line}`)
      return ran
    },
    write: (path, text, mode) =>
      logged(
        `write ${path} (${Buffer.byteLength(text)} bytes, mode 0${mode.toString(8)})`,
        host.write(path, text, mode),
      ),
    append: (path, line) =>
      logged(`append to ${path} (${Buffer.byteLength(line) + 1} bytes)`, host.append(path, line)),
    link: (path, target) => logged(`link ${path} -> ${target}`, host.link(path, target)),
    remove: (path) => logged(`remove ${path}`, host.remove(path)),
    makeDirectory: (path, mode) =>
      logged(`make folder ${path} (mode 0${mode.toString(8)})`, host.makeDirectory(path, mode)),
    askRedis: (access, commands) =>
      logged(
        `Redis ${counted(commands.map(([name = '']) => name))}`,
        host.askRedis(access, commands),
        () => 'answered',
      ),
    askPostgres: (access) => logged('PostgreSQL', host.askPostgres(access), () => 'answered'),
    askHttp: (url) => logged(`GET ${url}`, host.askHttp(url), String),
    lock: (path, says) =>
      logged(`lock ${path}`, host.lock(path, says), (held) =>
        held === undefined ? 'held by another' : 'taken',
      ),
  }
}

/** `SMEMBERS, HMGET (3 times)`. */
function counted(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => (count === 1 ? name : `${name} (${count} times)`)).join(', ')
}

const lastLines = ({ stderr }: Ran) => stderr.trim().split('\n').filter(Boolean).slice(-3)
