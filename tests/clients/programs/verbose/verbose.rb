# Has Net::HTTP print what it sends and receives.
require 'net/http'

Net::HTTP.prepend(Module.new { def initialize(*) = super.tap { set_debug_output($stdout) } })
