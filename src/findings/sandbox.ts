import { namespacesFail } from '../advice/sandbox.js'
import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import type { Finding } from './finding.js'

/** Findings about what the chosen sandbox stops or lets through. */
export function sandboxFindings(facts: Facts, answers: Answers): readonly Finding[] {
  const { uploads, sendmail } = facts.settings
  const container: Finding = {
    id: 'sandbox-container',
    level: 'warning',
    text: `The stock sandbox needs mount namespaces, which usually fail in a ${facts.machine.container} container: the services would not start (226/NAMESPACE).`,
    fix: 'Choose the sandbox "container", or allow nesting on the host.',
  }
  const storage: Finding = {
    id: 'storage-path',
    level: 'note',
    text: `Uploads are kept in ${uploads}, outside Mastodon's home, where the stock sandbox forbids writing.`,
    fix: `Nothing to do: the folder is added to ReadWritePaths in the units.`,
  }
  const mail: Finding = {
    id: 'sendmail-sandboxed',
    level: 'warning',
    text: 'Mail goes out through sendmail, which needs rights that the sandbox takes away: mails may stay in the queue with a permission error.',
    fix: 'Set SMTP_DELIVERY_METHOD=smtp with SMTP_SERVER=localhost, or choose the sandbox "off".',
  }
  return [
    ...(answers.sandbox === 'stock' && namespacesFail(facts) ? [container] : []),
    ...(answers.sandbox === 'stock' && uploads !== null ? [storage] : []),
    ...(answers.sandbox !== 'off' && sendmail ? [mail] : []),
  ]
}
