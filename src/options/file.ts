import type { Answers } from '../answers.js'
import { isTameYaml } from '../text/input-limits.js'
import { WrongInput } from '../wrong-input.js'
import type { Settings } from './options.js'
import { settingsOf } from './settings.js'

/**
 * Reads an answers file: YAML with the settings' names as keys, `queues` as a map.
 * @throws WrongInput that names the file, the key and what is allowed.
 */
export async function parseAnswersFile(name: string, text: string): Promise<Settings> {
  const [{ parse }, { answersFileSchema }] = await Promise.all([import('yaml'), import('./schema.js')])
  if (!isTameYaml(text))
    throw new WrongInput(
      `${name} is longer or nested deeper than answers can be; --save-answers writes what is expected.`,
    )
  let data: unknown
  try {
    data = parse(text, { logLevel: 'error' }) ?? {}
  } catch (error) {
    throw new WrongInput(`${name} is not YAML: ${error instanceof Error ? error.message.split('\n')[0] : ''}`)
  }
  const read = answersFileSchema.safeParse(data)
  if (read.success) return JSON.parse(JSON.stringify(read.data)) as Settings
  const [issue] = read.error.issues
  const key = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue?.path.join('.')
  const allowed = Object.keys(answersFileSchema.shape).join(', ')
  throw new WrongInput(
    `${name}: ${key || 'the whole'} is not what is expected; allowed are ${allowed}, each a word or a number, queues a map.`,
  )
}

/** An answers file that leads to these answers. */
export async function answersFile(answers: Answers): Promise<string> {
  const { stringify } = await import('yaml')
  return `# Answers for mastodon-tune; use with --answers FILE\n${stringify(settingsOf(answers))}`
}
