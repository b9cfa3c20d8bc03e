import { type LineQuestion, wants } from './question.js'

/** Whether to leave although answers would be lost. Only yes leaves. */
export const leavingQuestion: LineQuestion = {
  id: 'leaving',
  lines: ['Leave? Nothing has been changed on the server, but your answers here would be lost.'],
  prompt: 'Leave? yes or no [no]:',
  answers: ['anything else: stay.'],
  commands: [{ words: ['yes', 'y', 'quit', 'q'], does: 'leave', reply: () => wants('leave-anyway') }],
  answer: () => wants('dismiss'),
}
