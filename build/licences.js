import { readFileSync } from 'node:fs'
import path from 'node:path'

/** Makes dist/LICENSES.txt: the licence texts of all packages that are bundled; a text that several have stands there once. */
export function licencesOf({ inputs }, root) {
  const packages = Object.keys(inputs).flatMap(
    (file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  )
  const byText = new Map()
  for (const name of [...new Set(packages)].sort()) {
    const folder = path.join(root, 'node_modules', name)
    const { version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
    const text = textIn(folder)
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version} (${license})`])
  }
  return [...byText].map(([text, heads]) => `${heads.join('\n')}\n\n${text}`).join(`\n${'-'.repeat(78)}\n\n`)
}

const names = ['LICENSE', 'LICENSE.md', 'license', 'LICENCE', 'LICENSE.txt', 'license.md']

function textIn(folder) {
  for (const name of names) {
    try {
      return readFileSync(path.join(folder, name), 'utf8')
    } catch {}
  }
  return ''
}
