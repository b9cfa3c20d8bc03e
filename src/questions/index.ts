import { layout } from './layout.js'
import { machine } from './machine.js'
import { sandbox } from './sandbox.js'
import { streaming } from './streaming.js'
import { threads } from './threads.js'
import type { Step } from './types.js'
import { web } from './web.js'

/** The questions in asking order: each proposal builds on the answers before it. */
export const steps: readonly Step[] = [machine, web, streaming, layout, threads, sandbox]
