import fc from 'fast-check'
import type { Answers } from '../../../src/answers.js'
import { carryOut } from '../../../src/apply/carry-out.js'
import { gatherFacts } from '../../../src/facts/gather.js'
import { plan } from '../../../src/plan.js'
import { type PracticeHost, practiceHost } from '../../../src/practice/host.js'
import { directivesOf } from '../../../src/practice/unit-text.js'
import type { PracticeWorld } from '../../../src/practice/world.js'
import { type State, templateOf, unitDirectory } from '../../../src/state.js'
import { desired } from '../../../src/units/desired.js'
import { anyAnswers, anyWorld, queuesIn, withAnySurge } from './answers.js'
import { anyHandMadeUnits, type HandMade } from './hand-made-units.js'

/** How a server begins: its own figures, what an admin wrote by hand, and what we had set up there already. */
export interface Beginning {
  readonly world: Omit<PracticeWorld, 'layout'>
  readonly layout: PracticeWorld['layout']
  readonly handMade: readonly HandMade[]
  /** Where the admin put them. */
  readonly folder: string
  readonly ours: Answers | null
}

/** A server of any kind, and answers that it is to have. */
export const anyBeginning: fc.Arbitrary<{ readonly beginning: Beginning; readonly answers: Answers }> =
  anyWorld.chain((figures) => {
    const names = queuesIn(figures.queues)
    const answers = anyAnswers(names).chain((plain) =>
      fc.oneof({ weight: 4, arbitrary: fc.constant(plain) }, withAnySurge(plain, names)),
    )
    const folder = fc.constantFrom(unitDirectory, '/lib/systemd/system')
    const handMade = anyHandMadeUnits(names.map(({ name }) => name))
    const beginning = fc.oneof(
      fc.record({
        world: fc.constant(figures),
        layout: fc.constantFrom<PracticeWorld['layout']>('nothing', 'stock'),
        handMade: fc.constant<readonly HandMade[]>([]),
        folder,
        ours: fc.option(answers, { freq: 2 }),
      }),
      fc.record({
        world: fc.constant(figures),
        layout: fc.constant('nothing' as const),
        handMade,
        folder,
        ours: fc.option(answers, { freq: 1 }),
      }),
    )
    return fc.record({ beginning, answers })
  })

/** A practice server as described; the same each time. */
export async function serverOf({
  world: figures,
  layout,
  handMade,
  folder,
  ours,
}: Beginning): Promise<PracticeHost> {
  const host = practiceHost({ ...figures, layout })
  for (const { unit, text } of handMade) await host.write(`${folder}/${templateOf(unit)}`, text, 0o644)
  await host.run(['systemctl', 'daemon-reload'])
  for (const { unit, enabled } of handMade) if (enabled) await host.run(['systemctl', 'enable', unit])
  for (const { unit, active } of handMade) if (active) await host.run(['systemctl', 'start', unit])
  // Starting the target brings what it wants.
  for (const { unit, active } of handMade) if (!active) await host.run(['systemctl', 'stop', unit])
  if (ours !== null) {
    const { facts } = await gatherFacts(host)
    await carryOut(plan(facts.state, desired(facts, ours)).actions, { host, tell: () => undefined }, 'there')
  }
  return host
}

/** What a state has on the server, in one order: the roles of units that are gone say nothing. */
export function inOrder({ files, links, active }: State) {
  const sorted = (record: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(record).sort())
  return { files: sorted(files), links: sorted(links), active: [...active].sort() }
}

/** All that a failed apply must leave as it was: files, links, and each process with the text it was started from. */
export function filesAndProcesses(host: PracticeHost) {
  const below = [...host.files.nodes]
    .filter(([path]) => /^\/(etc|run)\//.test(path))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  // What left no process (a shim, a target) does nothing of its text any more.
  const running = [...host.systemd.running].map(([unit, { pid, directives, quietSince }]) => [
    unit,
    { directives: pid === 0 ? [] : [...directives], quietSince },
  ])
  return { files: Object.fromEntries(below), running: Object.fromEntries(running) }
}

/** Every process runs from the text that systemd has loaded for it. */
export function staleUnits(host: PracticeHost): readonly string[] {
  return [...host.systemd.running].flatMap(([unit, { pid, directives }]) => {
    const node = [unitDirectory, '/lib/systemd/system']
      .map((folder) => host.files.nodes.get(`${folder}/${templateOf(unit)}`))
      .find(Boolean)
    const loaded = node?.kind === 'file' ? directivesOf(unit, [node.text]) : new Map()
    return pid === 0 || JSON.stringify([...loaded]) === JSON.stringify([...directives]) ? [] : [unit]
  })
}
