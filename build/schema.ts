import { writeFileSync } from 'node:fs'
import { planJsonSchema } from './plan-schema.js'
import { statusJsonSchema } from './status-schema.js'

/** `npm run schema`: writes schema/, what `plan --json` and `status --json` print, for those who read it. */
for (const [name, text] of Object.entries({ plan: planJsonSchema(), status: statusJsonSchema() })) {
  writeFileSync(new URL(`../schema/${name}.schema.json`, import.meta.url), text)
}
