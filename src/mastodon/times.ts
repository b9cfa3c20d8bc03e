/*
 * How long Mastodon's processes take to start and to stop, in seconds, and how long they are given. What is measured or written
 * elsewhere names its source; what is given is ours.
 */

/**
 * Sidekiq lets its jobs run for so long after TERM (`timeout: 25` in sidekiq's config.rb; its
 * Signals wiki page).
 */
export const jobsEndWithin = 25

/**
 * Then it puts those that are not done back into their queues, for 3 s at most (hard_shutdown in
 * sidekiq's manager.rb).
 */
export const jobsAreBackWithin = jobsEndWithin + 3

/**
 * Until all of it has ended, at the latest: with its Prometheus exporter on, Mastodon waits up to
 * 10 s more at exit (PrometheusExporter::Client#stop), and the rest is to spare. Where systemd
 * waits for less, it may kill Sidekiq before its jobs are back, as with upstream's TimeoutSec=15
 * (mastodon#26513, mastodon#32600).
 */
export const sidekiqEndsWithin = 40

/** TimeoutStopSec= of every Sidekiq process of ours, and of others' while they are replaced. */
export const sidekiqStopTimeout = 60

/**
 * How long a Sidekiq process may finish its jobs before it is stopped, unless --drain says
 * otherwise: most take a few seconds.
 */
export const usualDrain = 60

/**
 * TimeoutStopSec= of web: Puma lets requests run for up to 30 s after TERM (worker_shutdown_timeout
 * in puma's dsl.rb).
 */
export const webStopTimeout = 60

/**
 * TimeoutStopSec= of streaming, which has nothing to finish; as in Mastodon's
 * dist/mastodon-streaming@.service.
 */
export const streamingStopTimeout = 15

/** Until a Rails process takes jobs or requests: 10 to 30 s are usual for Mastodon. */
export const railsBoots = { least: 10, most: 30 } as const

/**
 * How long a Rails process may take to start, by TimeoutStartSec= and until it serves; Sidekiq's
 * first heartbeat adds up to 10 s.
 */
export const railsStartTimeout = 180

/** The same for streaming, which is Node alone. */
export const streamingStartTimeout = 60

/**
 * When a process that started is looked at again: a Type=simple unit "starts" even when it dies at
 * once.
 */
export const settlesWithin = 3
