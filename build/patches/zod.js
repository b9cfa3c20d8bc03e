import { patch } from './patch.js'

/** Zod brings its messages in fifty languages, 300 KB; this program shows none of them. Pinned: zod 4.6.7. */
export const zodPatches = [
  patch('zod-locales', /zod\/v4\/locales\/index\.js$/, () => "export { default as en } from './en.js'\n"),
]
