import type { Host } from '../host/host.js'
import { lastLine, showUnits } from '../host/systemctl.js'
import type { Unit } from '../state.js'

/**
 * Lines of the journal that are looked at: a Ruby that dies leaves a stack of a hundred frames
 * behind its reason.
 */
const looked = 200
/** Lines of it that are told. */
const told = 2

/** What systemd itself says of any unit that ends, and says nothing about why. */
const systemds =
  /^(Started|Starting|Stopped|Stopping) |^\S+: (Main process|Failed with result|Scheduled restart|Start request|Consumed|Deactivated)/
const frame = /^\s*(\d+: )?from |^\s+at |^\s*$/

/**
 * What the process of a unit said last, as systemd's journal has it: frames of a stack and
 * systemd's own words are left out, for the reason stands before them. Empty where the journal says
 * nothing or can't be read.
 */
export async function lastWords(host: Host, unit: Unit): Promise<string> {
  await readSettings(host, unit)
  const command = ['journalctl', '--unit', unit, `--lines=${looked}`, '--output=cat', '--no-pager'] as const
  const said = (await host.run(command).catch(() => undefined))?.stdout ?? ''
  const lines = said.split('\n').filter((line) => !systemds.test(line) && !frame.test(line))
  return lines.slice(-told).map(shortLine).join(' / ') || lastLine(said)
}

/**
 * A process that dies may print what it was set up with: a host that has read that keeps it to
 * itself (host/redact.ts).
 */
async function readSettings(host: Host, unit: Unit): Promise<void> {
  const [shown] = await showUnits(host, [unit], ['Environment', 'WorkingDirectory']).catch(() => [])
  for (const name of ['.env.production', '.env.production.local', '.env.local', '.env'])
    await host.read(`${shown?.['WorkingDirectory']?.replace(/^[-!]+/, '')}/${name}`).catch(() => undefined)
}

const shortLine = (line: string) => (line.length > 200 ? `${line.slice(0, 200)} …` : line.trim())
