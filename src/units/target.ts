import { targetUnit } from './names.js'
import { unitText } from './section.js'
import { installSection, type OwnUnit } from './service.js'

/** mastodon.target, which starts, stops and restarts all of Mastodon's services as one. */
export function target(): OwnUnit {
  return {
    unit: targetUnit,
    role: { kind: 'target', claims: [] },
    text: unitText([
      [
        'Unit',
        [
          ['Description', 'Mastodon'],
          ['After', 'network.target'],
        ],
      ],
      installSection('multi-user.target'),
    ]),
  }
}
