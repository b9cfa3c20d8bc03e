import type { Host } from './host.js'
import type { Secrets } from './secrets.js'

/**
 * A host that keeps to itself what is secret: what other programs say in words (stderr, and the
 * journal) comes without the values that this server's settings and units hold, before anybody can
 * tell, store or log it. What is read for its meaning stays whole.
 */
export function redactingHost(host: Host, secrets: Secrets): Host {
  async function read(path: string): Promise<string> {
    const text = await host.read(path)
    await secrets.learn(path, text)
    return text
  }
  return {
    ...host,
    read,
    async run(argv, options) {
      const ran = await host.run(argv, options)
      if (argv[0] === 'systemctl') secrets.learnUnit(ran.stdout)
      const inWords = argv[0] === 'journalctl'
      const said = inWords ? ran.stdout + ran.stderr : ran.stderr
      if (said === '') return ran
      // Of a file that systemd complains about, it quotes what stands there.
      const files = new Set(
        [...said.matchAll(/(\/[^\n:]{1,400}\.(?:conf|service|socket|timer|target|slice)):\d{1,9}: /g)].map(
          ([, path = '']) => path,
        ),
      )
      for (const path of [...files].slice(0, 100)) await read(path).catch(() => undefined)
      return {
        ...ran,
        stdout: inWords ? secrets.redact(ran.stdout) : ran.stdout,
        stderr: secrets.redact(ran.stderr),
      }
    },
  }
}
