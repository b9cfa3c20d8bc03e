# frozen_string_literal: true

# The variables of .env.production, without overriding what the unit sets.
File.foreach(File.expand_path('../.env.production', __dir__)) do |line|
  name, value = line.strip.split('=', 2)
  ENV[name] ||= value unless value.nil? || name.start_with?('#')
end

# A real Mastodon takes 10 to 30 seconds here; a test sets what it needs.
delay = File.expand_path('../tmp/boot-delay', __dir__)
sleep File.read(delay).to_f if File.exist?(delay)

require 'rails'
require 'action_controller/railtie'
require 'sidekiq'

module Mastodon
  class Application < Rails::Application
    config.load_defaults 6.1
    config.eager_load = true
    config.secret_key_base = ENV.fetch('SECRET_KEY_BASE')
  end
end
