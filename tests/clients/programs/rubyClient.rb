# Net::HTTP of Ruby.
require 'base64'
require 'digest'
require 'net/http'
require 'openssl'
require 'time'

def sign(request, host, path_and_query)
  date = Time.now.httpdate
  hash = Digest::SHA256.base64digest(request.body || '')
  text = "POST\n#{path_and_query}\n#{date};#{host};#{hash}"
  signature = Base64.strict_encode64(OpenSSL::HMAC.digest('SHA256', Base64.decode64(SECRET), text))
  request['x-ms-date'] = date
  request['x-ms-content-sha256'] = hash
  request['Authorization'] =
    "HMAC-SHA256 Credential=#{TOKEN}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=#{signature}"
end

def decode(field)
  field == '-' ? nil : Base64.decode64(field).force_encoding('UTF-8')
end

lines = $stdin.read.split("\n")
ADDRESS, TOKEN, SECRET = lines[0].split("\t").map { |field| decode(field) }
puts RUBY_VERSION
lines[1..].each do |line|
  variant, target, body = line.split("\t").map { |field| decode(field) }
  uri = URI(ADDRESS + URI::DEFAULT_PARSER.escape(target).gsub(/%25(?=\h\h)/, '%'))
  request = Net::HTTP::Post.new(uri)
  request.body = body
  request['Content-Type'] = 'application/json' unless body.nil? || variant == 'no Content-Type'
  host = variant == 'host without its port' ? uri.host : "#{uri.host}:#{uri.port}"
  sign(request, host, uri.request_uri)
  response = Net::HTTP.start(uri.host, uri.port) { |http| http.request(request) }
  puts "#{response.code}\t#{Base64.strict_encode64(response.body || '')}"
end
