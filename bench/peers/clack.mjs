import { select } from '@clack/prompts'

const queues = ['default', 'push', 'ingress', 'mailers', 'pull', 'scheduler', 'fasp', 'all']
await select({ message: 'Pick one', options: queues.map((value) => ({ value, label: value })) })
