package Verbose;
# Has LWP print what it sends and receives.
use strict;
use warnings;
use LWP::UserAgent;

my $new = \&LWP::UserAgent::new;
my $print = sub { print $_[0]->as_string, "\n"; return; };
no warnings 'redefine';
*LWP::UserAgent::new = sub {
  my $agent = $new->(@_);
  $agent->add_handler(request_send => $print);
  $agent->add_handler(response_done => $print);
  return $agent;
};
1;
