import { readFileSync } from 'node:fs'

/** Whether a process with this id runs. One that is over and waits only to be reaped, which can be long under a lazy PID 1, does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
