# frozen_string_literal: true

require_relative 'config/environment'

run lambda { |env|
  if env['PATH_INFO'] == '/health'
    [200, { 'Content-Type' => 'text/plain' }, ['OK']]
  else
    [404, { 'Content-Type' => 'text/plain' }, ['Not found']]
  end
}
