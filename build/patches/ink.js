import { patch, swap } from './patch.js'

/**
 * Ink loads react-devtools behind a top-level await: not for a server, and a CommonJS file can't have one. When this and the next
 * one can go: build/README.md. Pinned: ink 6.8.0.
 */
const noDevtools = patch('ink-no-devtools', /ink\/build\/reconciler\.js$/, (text, file) => {
  let out = swap(text, /if \(isDev\(\)\) \{\s*try \{[\s\S]*?\n\}\n(?=const diff)/, '', file)
  out = swap(out, /async function loadPackageJson\(\) \{[\s\S]*?\n\}\n/, '', file)
  return swap(out, /isDev\(\)\s*\? await loadPackageJson\(\)\s*: /, '', file)
})

/**
 * Ink's own picture of an error: components/error-boundary.tsx tells it in a sentence before that. Loading it asks for the
 * working folder, so without this the wizard would not open in a folder that is gone.
 */
const noErrorOverview = patch(
  'ink-no-error-overview',
  /ink\/build\/components\/ErrorOverview\.js$/,
  () => 'export default () => null\n',
)

export const inkPatches = [noDevtools, noErrorOverview]
