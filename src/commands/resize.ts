import { WrongInput } from '../wrong-input.js'
import { applyCommand } from './apply.js'
import type { Context } from './context.js'

/** `resize push=40 pull=2x10`: what runs now with these sizes, shown and applied as `apply` does. Exit status as `apply`. */
export async function resizeCommand(context: Context): Promise<number> {
  const { sizes = [] } = context.options
  if (sizes.length === 0) {
    throw new WrongInput(
      'resize: say which queue gets which size, such as `resize push=40` (threads) or `resize push=2x25` (processes x threads).',
    )
  }
  return applyCommand(context, sizes)
}
