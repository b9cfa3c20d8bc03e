import type { Host } from '../host/host.js'
import type { Path } from '../state.js'
import { tryRead } from './try-read.js'

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

/**
 * Whether a system user exists: in /etc/passwd, or in a directory that getent(1) asks (LDAP and the
 * like).
 */
export async function userExists(host: Host, name: string): Promise<boolean> {
  if ((await accounts(host)).some((account) => account.name === name)) return true
  const asked = await host.run(['getent', 'passwd', '--', name]).catch(() => undefined)
  return asked?.status === 0
}

/** The kernel's word for a process that no login began (loginuid, audit). */
const nobody = '4294967295'

/**
 * The name of the person who runs this, whatever sudo or su made of them: whose login it is by the
 * kernel's own account (/proc/self/loginuid, pam_loginuid(8)), else whom sudo names, else root.
 */
export async function whoRuns(host: Host): Promise<string> {
  const id = (await tryRead(host, '/proc/self/loginuid'))?.trim() ?? nobody
  const passwd = id === '' || id === nobody ? '' : ((await tryRead(host, '/etc/passwd')) ?? '')
  const name = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find((fields) => fields[2] === id)?.[0]
  return name ?? (await host.machine()).sudoUser ?? 'root'
}
