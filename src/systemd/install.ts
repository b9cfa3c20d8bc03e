import { fileOf, type Path, type Unit, unitDirectory } from '../state.js'
import { valuesOf } from './unit-text.js'

/**
 * The symlinks that `systemctl enable` makes for a unit with this text, link → target: a `.wants`
 * or `.requires` entry per unit in WantedBy= and RequiredBy=, and a name per Alias=
 * (systemd.unit(5) "[Install] section options").
 */
export function installLinks(unit: Unit, text: string): Readonly<Record<Path, Path>> {
  const install = text
    .split(/^(?=\[)/m)
    .filter((section) => section.startsWith('[Install]'))
    .join('\n')
  const words = (key: string): readonly string[] =>
    valuesOf(install, key).flatMap((value) => value.split(/\s+/).filter(Boolean))
  const links = [
    ...words('WantedBy').map((by) => `${unitDirectory}/${by}.wants/${unit}`),
    ...words('RequiredBy').map((by) => `${unitDirectory}/${by}.requires/${unit}`),
    ...words('Alias').map((alias) => `${unitDirectory}/${alias}`),
  ]
  return Object.fromEntries(links.map((link) => [link, fileOf(unit)]))
}
