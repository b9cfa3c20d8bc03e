import { openStage } from './stage.js'
import { type Panel, panel, picture } from './svg.js'

const down = '\u001b[B'
const drawing = { columns: 80, rows: 24, env: { LC_ALL: 'C.UTF-8', TERM: 'xterm-256color' } }

/** Keys, what is seen then, and how many seconds it stays. `go` lets go what is held before. */
interface Scene {
  readonly keys: string
  readonly shows: RegExp
  readonly seconds: number
  readonly go?: true
}

/** A re-tune on the practice server, from the first screen to the end. */
const scenes: readonly Scene[] = [
  { keys: '', shows: /What I found/, seconds: 4 },
  { keys: '\r', shows: /1 of 6/, seconds: 1.2 },
  { keys: '\r', shows: /2 of 6/, seconds: 1.2 },
  { keys: '\r', shows: /3 of 6/, seconds: 1.2 },
  { keys: '\r', shows: /4 of 6/, seconds: 2 },
  { keys: down, shows: /❯ One per/, seconds: 2 },
  { keys: '\r', shows: /5 of 6/, seconds: 3 },
  { keys: down, shows: /❯ push/, seconds: 1 },
  { keys: '2', shows: /\[2_\]/, seconds: 0.5 },
  { keys: '4', shows: /\[24_\]/, seconds: 2 },
  { keys: '\r', shows: /6 of 6/, seconds: 1.5 },
  { keys: '\r', shows: /\[Changes/, seconds: 3 },
  { keys: '\t', shows: /\[Files/, seconds: 1.2 },
  { keys: down, shows: /❯ ~/, seconds: 2 },
  { keys: '\t\t', shows: /\[Commands/, seconds: 2 },
  { keys: 'y', shows: /jobs? left/, seconds: 3 },
  { keys: '', shows: /Done in/, seconds: 4, go: true },
]

/** A visit of the wizard as a picture that moves: frames one over the other, each shown in its time. */
export async function recording(): Promise<string> {
  const stage = await openStage(drawing, 'drain')
  const frames: (Panel & { readonly seconds: number })[] = []
  for (const { keys, shows, seconds, go } of scenes) {
    if (go) stage.letGo()
    if (keys !== '') stage.press(keys)
    await stage.shows(shows)
    frames.push({ ...panel(stage.emulator), seconds })
  }
  await stage.end()
  return moving(frames)
}

function moving(frames: readonly (Panel & { readonly seconds: number })[]): string {
  const whole = frames.reduce((sum, { seconds }) => sum + seconds, 0)
  const share = (seconds: number) => `${((seconds / whole) * 100).toFixed(2)}%`
  let begins = 0
  const rules: string[] = []
  const groups = frames.map(({ svg, seconds }, at) => {
    const hidden = begins === 0 ? '' : '0%{visibility:hidden}'
    rules.push(
      `@keyframes f${at}{${hidden}${share(begins)}{visibility:visible}${share(begins + seconds)},100%{visibility:hidden}}`,
    )
    begins += seconds
    return `<g style="visibility:hidden;animation:f${at} ${whole.toFixed(1)}s step-end infinite">${svg}</g>`
  })
  const { width, height } = frames[0] ?? { width: 0, height: 0 }
  return picture(
    'mastodon-tune: a visit, from what was found to the end',
    `<style>${rules.join('')}</style>\n${groups.join('\n')}`,
    width,
    height,
  )
}
