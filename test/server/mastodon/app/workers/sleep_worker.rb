# frozen_string_literal: true

# Says in Redis when it begins and when it has finished, so that a test can
# count the jobs that were done, lost, or run twice.
class SleepWorker
  include Sidekiq::Worker

  def perform(id, seconds)
    Sidekiq.redis { |redis| redis.rpush('started', id) }
    sleep seconds
    Sidekiq.redis { |redis| redis.rpush('done', id) }
  end
end
