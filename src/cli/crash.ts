import { shortened, visible } from '../text/format.js'
import { sentence } from '../text/sentence.js'

/**
 * An error that nobody caught is told in one sentence, and ends the program with exit status 1; but
 * not in the middle of a plan, which knows how to go on and how to go back, whatever broke beside
 * it.
 */
export function sayCrashes(busy: () => boolean): void {
  process.on('uncaughtException', (error) => {
    process.exitCode = 1
    // A screen that is open has to be left first, and tells it itself.
    if (process.listenerCount('uncaughtException') > 1) return
    const goesOn = busy() ? ' What is being done goes on to its end.' : ''
    process.stderr.write(`mastodon-tune: ${visible(shortened(sentence(error)))}${goesOn}\n`)
    if (!busy()) process.exit(1)
  })
}
