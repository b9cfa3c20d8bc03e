import type { Host } from '../host/host.js'
import type { Path } from '../state.js'
import { tryRead } from './reading.js'

async function accounts(host: Host) {
  const lines = ((await tryRead(host, '/etc/passwd')) ?? '').split('\n').map((line) => line.split(':'))
  return lines.map(([name = '', , uid = '', , , home = '']) => ({ name, uid: Number(uid), home }))
}

/** The name of a user id by /etc/passwd, or undefined where it has none there. */
export async function userName(host: Host, uid: number): Promise<string | undefined> {
  return (await accounts(host)).find((account) => account.name !== '' && account.uid === uid)?.name
}

/** A user's home folder by /etc/passwd, or undefined. */
export async function userHome(host: Host, name: string): Promise<Path | undefined> {
  return (await accounts(host)).find((account) => account.name === name)?.home || undefined
}

/** Whether a system user exists: in /etc/passwd, or in a directory that getent(1) asks (LDAP and the like). */
export async function userExists(host: Host, name: string): Promise<boolean> {
  if ((await accounts(host)).some((account) => account.name === name)) return true
  const asked = await host.run(['getent', 'passwd', '--', name]).catch(() => undefined)
  return asked?.status === 0
}
