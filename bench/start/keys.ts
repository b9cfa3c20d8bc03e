import { setTimeout as sleep } from 'node:timers/promises'
import { type Reaction, start, type Timed } from './pty.js'

const [up, down] = ['\u001b[A', '\u001b[B']

/**
 * What keys cost on the review of a full screen. `held`: positions of the cursor shown, of those that a held key went through;
 * `cpu`: what the processors did for a key that was pressed by itself, in ms.
 */
export interface Keys {
  readonly reactions: readonly Reaction[]
  readonly held: { readonly shown: number; readonly of: number }
  readonly peak: number
  readonly cpu: number
  readonly asks: number
}

/** Opens the wizard, walks to the files of the review, presses keys there one by one, then holds one at 30 a second. */
export async function keysOn(argv: readonly string[]): Promise<Keys> {
  const program = start(argv)
  try {
    await program.until('What I found')
    for (const enter of all('\r', 7)) await program.press(enter)
    await program.until('Review')
    await program.press('\t')
    const reactions: Reaction[] = []
    const before = program.cpu()
    for (const key of [...all(down, 10), ...all(up, 10)]) reactions.push(await program.press(key))
    await program.press('\t')
    for (const key of [...all(down, 10), ...all(up, 10)]) reactions.push(await program.press(key))
    const cpu = (program.cpu() - before) / reactions.length
    return {
      reactions,
      cpu,
      held: await held(program),
      peak: program.peak(),
      asks: program.all().match(asking)?.length ?? 0,
    }
  } finally {
    await program.kill()
  }
}

const all = (key: string, count: number) => Array.from({ length: count }, () => key)

/** Cursor position, attributes, colours, modes: what makes a terminal answer. */
const asking = /\u001b\[[?>=]?\d*[cn]|\u001b\[\??\d*\$p|\u001b\]\d+;\?|\u001b\[\?u/g

/** A key held for a third of a second: each frame that comes is a position that was shown. */
async function held(program: Timed): Promise<Keys['held']> {
  const before = frames(program.all())
  const begun = performance.now()
  const of = 10
  for (let at = 1; at <= of; at++) {
    program.type(down)
    await sleep(Math.max(0, begun + (at * 1000) / 30 - performance.now()))
  }
  await sleep(200)
  return { shown: frames(program.all()) - before, of }
}

/** Frames in a text: each begins with a synchronized update. */
export const frames = (text: string): number => text.split('\u001b[?2026h').length - 1
