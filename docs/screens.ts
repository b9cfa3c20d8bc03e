import type { Trouble } from './practice.js'
import { type Drawing, openStage, type Stage } from './stage.js'

/** A screen that is kept as a picture: how to get there, and what it shows then. */
export interface PicturedScreen {
  readonly name: string
  readonly title: string
  readonly trouble?: Trouble
  /** Keys to press, each with what is to be seen before the next. */
  readonly way: readonly (readonly [keys: string, shows: RegExp])[]
}

const found = ['', /What I found|Found/] as const
const step = (number: number) => ['\r', new RegExp(`${number} of 6|${number}/6`)] as const
const steps = (last: number) => [found, ...Array.from({ length: last }, (_, at) => step(at + 1))]
const review = [...steps(6), ['\r', /Review/]] as const
const tooMuchWeb = [
  ...steps(2),
  ['60', /60/] as const,
  step(3),
  step(4),
  step(5),
  step(6),
  ['\r', /Review/] as const,
]
const tab = (times: number, shows: RegExp) => [...review, ['\t'.repeat(times), shows]] as const
const down = '\u001b[B'

/** All screens of the wizard on the practice server, in the order in which one meets them. */
export const screens: readonly PicturedScreen[] = [
  {
    name: 'looking',
    title: 'The server is looked at',
    trouble: 'look',
    way: [['', /Looking at this server/]],
  },
  { name: 'found', title: 'What was found: who waits, and what would help', way: [found] },
  { name: 'facts', title: 'All facts', way: [found, ['f', /Running now/]] },
  { name: 'machine', title: 'How much Mastodon may use', way: steps(1) },
  { name: 'wrong', title: 'A value that is not allowed', way: [...steps(1), ['99', /99/]] },
  { name: 'help', title: 'The keys of a step', way: [...steps(1), ['?', /any key closes/]] },
  { name: 'steps', title: 'The list of steps', way: [...steps(2), ['s', /Where to/]] },
  { name: 'leaving', title: 'Before answers are lost', way: [...steps(1), ['3q', /other {2}stay/]] },
  { name: 'web', title: 'Web', way: steps(2) },
  { name: 'streaming', title: 'Streaming', way: steps(3) },
  { name: 'layout', title: 'The layout of the queues', way: steps(4) },
  {
    name: 'threads',
    title: 'Processes and threads of each queue',
    way: [...steps(4), [down, /❯ One per|> One per/], step(5)],
  },
  { name: 'sandbox', title: 'The sandbox', way: steps(6) },
  { name: 'changes', title: 'Review: what changes, in words', way: review },
  { name: 'files', title: 'Review: the files', way: [...tab(1, /\[Files/), [down, /[❯>] (~|2\/11)/]] },
  {
    name: 'search',
    title: 'Review: a search',
    way: [...tab(1, /\[Files/), ['/stop', /stop_/], ['\r', /[❯>]\+ Timeout/]],
  },
  { name: 'links', title: 'Review: the links', way: tab(2, /\[Links/) },
  {
    name: 'commands',
    title: 'Review: the commands, each with what it is for',
    way: tab(3, /\[(Commands|Cmds)/),
  },
  { name: 'findings', title: 'Review: what is wrong or risky', way: tab(4, /\[Find/) },
  {
    name: 'blocked',
    title: 'Review: what can not be applied',
    way: [...tooMuchWeb, ['y', /can't be applied/]],
  },
  {
    name: 'applying',
    title: 'Applying: a process finishes its jobs',
    trouble: 'drain',
    way: [...review, ['y', /jobs? left/]],
  },
  {
    name: 'back',
    title: 'The end: something failed, and all of it went back',
    trouble: 'start fails',
    way: [...review, ['y', /Everything is back/]],
  },
  {
    name: 'stuck',
    title: 'The end: not all of it could be put back',
    trouble: 'stuck',
    way: [...review, ['y', /Putting back stopped/]],
  },
  {
    name: 'nothing',
    title: 'No Mastodon here',
    trouble: 'nothing there',
    way: [['', /No Mastodon was found/]],
  },
  { name: 'done', title: 'The end', way: [...review, ['y', /Done in/]] },
]

/** Goes to a screen, as a person does: press, wait to see. */
async function visit(stage: Stage, { way }: PicturedScreen): Promise<void> {
  for (const [keys, shows] of way) {
    if (keys !== '') stage.press(keys)
    await stage.shows(shows)
  }
}

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 40, rows: 15 },
] as const

/** The ways in which each screen is drawn. */
export const drawings: Readonly<Record<'colour' | 'plain' | 'ascii', readonly Drawing[]>> = {
  colour: sizes.map((size) => ({ ...size, env: { LC_ALL: 'C.UTF-8', TERM: 'xterm-256color' } })),
  plain: sizes.map((size) => ({
    ...size,
    env: { LC_ALL: 'C.UTF-8', TERM: 'xterm-256color', NO_COLOR: '1' },
  })),
  ascii: sizes.map((size) => ({ ...size, env: { LC_ALL: 'C', TERM: 'vt100', NO_COLOR: '1' } })),
}

/** A screen's text as it is kept beside its picture: large and small, in UTF-8 and in ASCII. */
export async function textOf(screen: PicturedScreen): Promise<string> {
  const texts: string[] = []
  for (const [signs, drawing] of [
    ...drawings.plain.map((each) => ['UTF-8', each] as const),
    ...drawings.ascii.map((each) => ['ASCII', each] as const),
  ]) {
    const rows = await drawn(screen, drawing, (stage) => stage.rows())
    texts.push(`${drawing.columns}x${drawing.rows}, ${signs}\n\n${rows.join('\n').trimEnd()}\n`)
  }
  return texts.join('\n')
}

/** What is read of a screen in one drawing, with the wizard opened for it and ended after it. */
export async function drawn<T>(
  screen: PicturedScreen,
  drawing: Drawing,
  read: (stage: Stage) => T,
): Promise<T> {
  const stage = await openStage(drawing, screen.trouble)
  try {
    await visit(stage, screen)
    return read(stage)
  } finally {
    await stage.end()
  }
}
