import { writeFileSync } from 'node:fs'
import { planJsonSchema } from '../src/plan-json.js'

writeFileSync(new URL('../schema/plan.schema.json', import.meta.url), planJsonSchema())
