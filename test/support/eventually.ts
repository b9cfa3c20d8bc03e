import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again and again until the answer is neither false nor undefined; fails after `within` milliseconds. */
export async function eventually<T>(
  check: () => Promise<T | undefined | false> | T | undefined | false,
  { within = 30_000, every = 200, what = 'it' }: { within?: number; every?: number; what?: string } = {},
): Promise<T> {
  const end = Date.now() + within
  for (;;) {
    const answer = await check()
    if (answer !== undefined && answer !== false) return answer
    if (Date.now() > end) throw new Error(`${what} did not happen within ${within} ms`)
    await sleep(every)
  }
}
