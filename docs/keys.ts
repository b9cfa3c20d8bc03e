import { allKeysIn } from '../src/wizard/hints.js'
import { keymap, type Mode } from '../src/wizard/keymap.js'

/** The page of all keys, from the table that the program itself goes by. */
export function keysPage(): string {
  const modes = Object.keys(keymap) as readonly Mode[]
  return [
    '# Keys',
    '',
    'Every key of the wizard and of the live status, by where it means something. Made from `src/wizard/keymap.ts` by',
    '`npm run docs`.',
    ...modes.flatMap((mode) => ['', `## ${keymap[mode].title}`, '', ...tableOf(mode)]),
    '',
  ].join('\n')
}

function tableOf(mode: Mode): readonly string[] {
  const rows = allKeysIn(mode).map(({ keys, does }) => `| ${keys} | ${does} |`)
  return ['| key | what it does |', '| --- | --- |', ...rows]
}
