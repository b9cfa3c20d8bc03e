import type { Host } from '../host/host.js'
import type { Maybe, Systemd } from '../known/facts.js'
import { sentence } from '../text/sentence.js'
import { tryStat } from './try-read.js'

/**
 * systemd's version, and whether it runs this server: sd_booted(3) looks for the same folder. Never
 * throws.
 */
export async function readSystemd(host: Host): Promise<Systemd> {
  const [version, booted] = await Promise.all([readVersion(host), tryStat(host, '/run/systemd/system')])
  return { version, running: booted !== undefined }
}

async function readVersion(host: Host): Promise<Maybe<number>> {
  try {
    const { stdout } = await host.run(['systemctl', '--version'], { timeout: 10 })
    const found = /^systemd (\d+)/m.exec(stdout)?.[1]
    return found === undefined ? { unknown: 'systemctl did not tell its version' } : { value: Number(found) }
  } catch (error) {
    return { unknown: sentence(error) }
  }
}
