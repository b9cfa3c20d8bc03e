# frozen_string_literal: true

address = ENV.fetch('REDIS_URL') do
  "redis://#{ENV.fetch('REDIS_HOST', 'localhost')}:#{ENV.fetch('REDIS_PORT', 6379)}/#{ENV.fetch('REDIS_DB', 0)}"
end

Sidekiq.configure_server { |config| config.redis = { url: address } }
Sidekiq.configure_client { |config| config.redis = { url: address } }
