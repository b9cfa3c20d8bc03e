import type { SandboxLevel } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { streamingPort } from '../mastodon/defaults.js'
import { streamingStartTimeout, streamingStopTimeout } from '../mastodon/times.js'
import { isAtLeast } from '../mastodon/version.js'
import type { Directive } from '../systemd/unit-text.js'
import { streamingProcess, streamingUnit, targetUnit } from './names.js'
import { unitText } from './section.js'
import {
  databases,
  env,
  installSection,
  type OwnUnit,
  program,
  serviceSection,
  unitSection,
} from './service.js'
import { umbrella } from './umbrella.js'

/** The ports of so many streaming processes, one each, from Mastodon 4.2 on. */
export function streamingPorts(processes: number): readonly number[] {
  return Array.from({ length: processes }, (_, at) => streamingPort + at)
}

/**
 * The units of the streaming server. Mastodon ≥ 4.2: a process per port from 4000 on, and
 * mastodon-streaming.service as the umbrella over them; before, one service that forks
 * STREAMING_CLUSTER_NUM workers (mastodon#24655, mastodon#24751).
 */
export function streamingUnits(facts: Facts, processes: number, level: SandboxLevel): readonly OwnUnit[] {
  if (processes === 0) return []
  if (!isAtLeast(facts.mastodon.version, 4, 2)) {
    const environment = [env('PORT', streamingPort), env('STREAMING_CLUSTER_NUM', processes)]
    const text = streamingText(facts, level, 'Mastodon, streaming', environment, [])
    return [
      {
        unit: streamingUnit,
        text,
        role: { kind: 'streaming', claims: [`port ${streamingPort}`], stopSeconds: streamingStopTimeout },
      },
    ]
  }
  const text = streamingText(
    facts,
    level,
    'Mastodon, streaming on port %i',
    [['Environment', '"PORT=%i"']],
    [streamingUnit],
  )
  const instances = streamingPorts(processes).map((port): OwnUnit => {
    return {
      unit: streamingProcess(port),
      text,
      role: { kind: 'streaming', claims: [`port ${port}`], stopSeconds: streamingStopTimeout },
    }
  })
  return [umbrella(streamingUnit, 'Mastodon, all streaming processes', streamingStopTimeout), ...instances]
}

function streamingText(
  facts: Facts,
  level: SandboxLevel,
  description: string,
  environment: readonly Directive[],
  parts: readonly string[],
): string {
  return unitText([
    unitSection(description, parts, databases),
    serviceSection(facts, level, 'streaming', {
      environment: [env('NODE_ENV', 'production'), ...environment],
      // Every client holds a connection open, thousands at a time.
      exec: [
        ['ExecStart', `${program('node', facts.programs.node)} ./streaming`],
        ['LimitNOFILE', '65536'],
      ],
      start: streamingStartTimeout,
      stop: streamingStopTimeout,
    }),
    installSection(targetUnit, ...parts),
  ])
}
