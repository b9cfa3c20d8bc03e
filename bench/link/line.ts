/** A line as slow as one is asked for. */
export interface Speed {
  /** Bits a second, each way. */
  readonly rate: number
  /** Milliseconds that a byte is on its way, each way. */
  readonly delay: number
}

/** What TCP sends at once, and what its headers add to that. */
const packet = 1448
const headers = 52

/**
 * One way of a line: what is sent leaves packet by packet as the rate allows, and arrives after the delay. Nothing is lost and
 * nothing overtakes.
 */
export function line({ rate, delay }: Speed, deliver: (bytes: Buffer) => void): (bytes: Buffer) => void {
  let free = 0
  return (bytes) => {
    for (let at = 0; at < bytes.length; at += packet) {
      const part = bytes.subarray(at, at + packet)
      free = Math.max(free, performance.now()) + ((part.length + headers) * 8 * 1000) / rate
      setTimeout(deliver, free + delay - performance.now(), part)
    }
  }
}

/** What such a line really does: a byte there and back in milliseconds, and the bits a second of 32 KB. */
export async function measured(speed: Speed): Promise<{ readonly roundTrip: number; readonly rate: number }> {
  const roundTrip = await timed((arrived) => {
    const back = line(speed, arrived)
    line(speed, back)(Buffer.from('?'))
  }, 1)
  const size = 32 * 1024
  const took = await timed((arrived) => line(speed, arrived)(Buffer.alloc(size)), size)
  return { roundTrip, rate: (size * 8 * 1000) / (took - speed.delay) }
}

/** Milliseconds until that many bytes have arrived. */
function timed(send: (arrived: (bytes: Buffer) => void) => void, bytes: number): Promise<number> {
  return new Promise((resolve) => {
    const began = performance.now()
    let left = bytes
    send((part) => {
      left -= part.length
      if (left <= 0) resolve(performance.now() - began)
    })
  })
}
