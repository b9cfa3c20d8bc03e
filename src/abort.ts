/** Milliseconds that a timer of Node's can be told at most; a longer one ends at once. */
const longest = 2 ** 31 - 1

/**
 * A signal that is given as soon as one of these is. AbortSignal.any holds its sources so loosely
 * that a collection of garbage may take one away before it is given, and then nobody ever hears of
 * it (nodejs/node#57736, #65995).
 */
export function anyOf(...signals: readonly AbortSignal[]): AbortSignal {
  const any = new AbortController()
  for (const signal of signals) {
    if (signal.aborted) any.abort()
    signal.addEventListener('abort', () => any.abort(), { once: true })
  }
  return any.signal
}

/** Does work that is told when so many seconds have passed, or when the signal is given before. */
export async function within<T>(
  seconds: number,
  signal: AbortSignal,
  work: (late: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController()
  let clock: NodeJS.Timeout | undefined
  const wind = (left: number) => {
    clock = setTimeout(() => (left > longest ? wind(left - longest) : over.abort()), Math.min(longest, left))
  }
  wind(Math.max(0, Math.round(seconds * 1000)))
  try {
    return await work(anyOf(signal, over.signal))
  } finally {
    clearTimeout(clock)
  }
}
