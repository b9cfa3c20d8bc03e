/**
 * Whether a variable says how Mastodon reaches Redis or PostgreSQL, and not how often (DB_POOL).
 */
export function isServerVariable(name: string): boolean {
  return /^((SIDEKIQ_)?REDIS_\w+|(REPLICA_)?(DATABASE_URL|DB_(HOST|PORT|NAME|USER|PASS|SSLMODE)|PREPARED_STATEMENTS))$/.test(
    name,
  )
}
