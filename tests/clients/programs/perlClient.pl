# LWP of Perl.
use strict;
use warnings;
use utf8;
use Digest::SHA qw(hmac_sha256_base64 sha256_base64);
use Encode qw(decode encode);
use HTTP::Date qw(time2str);
use HTTP::Request;
use LWP::UserAgent;
use MIME::Base64 qw(decode_base64 encode_base64);
use URI;

sub field { my ($field) = @_; return $field eq '-' ? undef : decode('UTF-8', decode_base64($field)); }
sub padded { my ($base64) = @_; return $base64 . '=' x (-length($base64) % 4); }

chomp(my @lines = <STDIN>);
my ($address, $token, $secret) = map { field($_) } split /\t/, shift @lines;
my $agent = LWP::UserAgent->new;
print "$LWP::UserAgent::VERSION\n";
for my $line (@lines) {
  my ($variant, $target, $body) = map { field($_) } split /\t/, $line;
  my $content = defined $body ? encode('UTF-8', $body) : '';
  my $request = HTTP::Request->new(POST => URI->new($address . $target));
  my $date = time2str(time);
  my $hash = padded(sha256_base64($content));
  my $path = $variant eq 'query not signed' ? $request->uri->path : $request->uri->path_query;
  my $text = "POST\n$path\n$date;" . $request->uri->host_port . ";$hash";
  my $signature = padded(hmac_sha256_base64($text, decode_base64($secret)));
  $request->header('x-ms-date' => $date, 'x-ms-content-sha256' => $hash);
  $request->header(Authorization =>
    "HMAC-SHA256 Credential=$token&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=$signature");
  $request->header('Content-Type' => 'application/json') if defined $body;
  $request->content($content);
  my $response = $agent->request($request);
  print $response->code, "\t", encode_base64($response->content, ''), "\n";
}
