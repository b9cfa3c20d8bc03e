import type { SandboxLevel } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { exposure } from '../units/sandbox-scores.js'

// systemd-nspawn is left out: it lets services have mount namespaces.
const withoutNamespaces: readonly string[] = ['lxc', 'lxc-libvirt', 'openvz', 'docker', 'podman', 'rkt']

/**
 * Whether the server is a container in which mount namespaces fail with 226/NAMESPACE
 * (systemd#17866, lxc#4052).
 */
export function namespacesFail(facts: Facts): boolean {
  return facts.machine.container !== null && withoutNamespaces.includes(facts.machine.container)
}

/** Mastodon's own sandbox, or what works of it in a container without mount namespaces. */
export function adviseSandbox(facts: Facts): SandboxLevel {
  return namespacesFail(facts) ? 'container' : 'stock'
}

/** Why this sandbox is proposed. */
export function sandboxReason(facts: Facts): string {
  if (namespacesFail(facts)) {
    return `This server is a ${facts.machine.container} container, where services with mount namespaces usually fail to start (226/NAMESPACE), so those directives are left out: exposure ${exposure.container.sidekiq} instead of ${exposure.stock.sidekiq}.`
  }
  const mail = facts.settings.sendmail
    ? ' Your mail goes through sendmail, which it stops: see the findings.'
    : ''
  return `It is what Mastodon ships: the services see no devices and write only where Mastodon lives.${mail}`
}
