/**
 * Threads of a process that is told of none: those of config/sidekiq.yml without
 * SIDEKIQ_CONCURRENCY, since the first release, and of config/puma.rb without MAX_THREADS;
 * Sidekiq's own default from 7 on, and Puma's, too.
 */
export const usualThreads = 5

/** Puma's worker processes that Mastodon asks for without WEB_CONCURRENCY (config/puma.rb). */
export const usualWorkers = 2

/** Threads of the one Sidekiq process that Mastodon ships (dist/mastodon-sidekiq.service). */
export const stockSidekiqThreads = 25

/** Where web listens without PORT (config/puma.rb). */
export const webPort = 3000

/**
 * Where streaming listens without PORT (streaming/index.js); further processes take the ports
 * behind it (dist/nginx.conf).
 */
export const streamingPort = 4000

/**
 * Connections that a streaming process keeps to PostgreSQL; a default, and fixed up to 4.0
 * (streaming/index.js).
 */
export const streamingPool = 10
