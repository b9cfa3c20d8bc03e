import { fileOf, nameOf, type Path, type State, type Unit } from '../state.js'

/** What has to be done about the links that differ between two states. */
export interface LinksChange {
  readonly enable: readonly Unit[]
  readonly disable: readonly Unit[]
  /**
   * Units that are disabled and enabled again: their links go into the old text, and systemd must
   * take them away while it knows that.
   */
  readonly relinked: readonly Unit[]
  /** Links that enabling does not make, with their targets. */
  readonly linked: readonly Link[]
  /** Links that disabling does not take away. */
  readonly unlinked: readonly Path[]
}

type Link = readonly [path: Path, target: Path]

export function compareLinks(from: State, to: State): LinksChange {
  const gone = linksOnlyIn(from, to)
  const made = linksOnlyIn(to, from)
  // `enable` makes all links of a unit, or none.
  const enable = unitsOf(made).filter((unit) => linksOf(unit, made).every(isMadeByEnable))
  const linkedAfterwards = new Set(Object.keys(to.links).map(nameOf))
  const [staying, leaving] = [
    unitsOf(gone).filter((unit) => linkedAfterwards.has(unit)),
    unitsOf(gone).filter((unit) => !linkedAfterwards.has(unit)),
  ]
  const disable = leaving.filter((unit) => linksOf(unit, gone).every(isWanted))
  const relinked = staying.filter((unit) => enable.includes(unit))
  const bySystemctl = new Set([...disable, ...relinked])
  return {
    enable,
    disable,
    relinked,
    linked: made.filter(([path]) => !enable.includes(nameOf(path))),
    // One of several links of a unit that stays, and links that enabling never made; but not what
    // another link or a file replaces.
    unlinked: gone
      .map(([path]) => path)
      .filter((path) => !bySystemctl.has(nameOf(path)) && !(path in to.links || path in to.files)),
  }
}

/** Links that the other state does not have, or has with another target. */
function linksOnlyIn({ links }: State, other: State): readonly Link[] {
  return Object.entries(links).filter(([path, target]) => other.links[path] !== target)
}

const unitsOf = (links: readonly Link[]): readonly Unit[] => [...new Set(links.map(([path]) => nameOf(path)))]

const linksOf = (unit: Unit, links: readonly Link[]) => links.filter(([path]) => nameOf(path) === unit)

const isWanted = ([path]: Link) => path.includes('.wants/')

/** A link below WantedBy= to the unit's own file. */
const isMadeByEnable = (link: Link) => isWanted(link) && link[1] === fileOf(nameOf(link[0]))
