import type { Host } from '../host/host.js'
import { tryRead } from './reading.js'

/** The kernel's word for a process that no login began (loginuid, audit). */
const nobody = '4294967295'

/**
 * The name of the person who runs this, whatever sudo or su made of them: whose login it is by the kernel's own account
 * (/proc/self/loginuid, pam_loginuid(8)), else whom sudo names, else root.
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
