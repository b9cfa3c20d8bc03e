import { select } from '@inquirer/prompts'

const queues = ['default', 'push', 'ingress', 'mailers', 'pull', 'scheduler', 'fasp', 'all']
await select({ message: 'Pick one', choices: queues.map((value) => ({ value, name: value })) })
