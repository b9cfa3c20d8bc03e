import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keysPage } from './keys.js'

/** Makes the pages that tell what the code knows: `npm run docs`. The tests hold them to it. */
writeFileSync(join(import.meta.dirname, 'keys.md'), keysPage())
