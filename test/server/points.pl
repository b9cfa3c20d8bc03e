#!/usr/bin/perl
# points.pl LOG DOES AT PROGRAM ARGUMENT…: runs a program and counts its system calls that change something, in the
# order in which they happen. LOG gets a line for each. DOES is `count`; or `kill`: SIGKILL in place of call AT; or an
# error number: call AT fails with it; or `-` and an error number: so does every such call after it.
# The exit status is the program's.
#
# Why not strace's injection: its `when=` counts all calls of a kind in each thread, reads and the wake-ups of the event
# loop included, so the same number is another point in each run; and it can't tell a systemctl that looks from one that
# changes something. Debian always has Perl, and Perl has ptrace(2) through syscall().
use strict;
use warnings;

my ($log, $does, $aim, @argv) = @ARGV;
my ($TRACEME, $DETACH, $SYSCALL, $SETOPTIONS, $GET_SYSCALL_INFO, $POKEUSER) = (0, 17, 24, 0x4200, 0x420e, 6);
# x86_64: the numbers of calls with where each has its path (or -1: a file that is open), and of two registers.
my ($ptrace, $wait4, $ORIG_RAX, $RAX) = (101, 61, 120, 80);
my %calls = (
  1 => ['write', -1], 18 => ['write', -1], 20 => ['write', -1], 74 => ['fsync', -1], 75 => ['fsync', -1], 77 => ['truncate', -1],
  91 => ['fchmod', -1], 93 => ['fchown', -1], 257 => ['open', 1], 82 => ['rename', 0], 264 => ['rename', 1], 316 => ['rename', 1],
  83 => ['mkdir', 0], 258 => ['mkdir', 1], 84 => ['rmdir', 0], 86 => ['link', 1], 87 => ['unlink', 0], 263 => ['unlink', 1],
  88 => ['symlink', 1], 266 => ['symlink', 2], 90 => ['chmod', 0], 268 => ['chmod', 1], 59 => ['execve', 0],
);
my %disk = map { $_ => 1 } qw(write fsync rename mkdir);

# What V8 compiled is left beside the program by one run and not by the next: no part of what is counted.
$ENV{NODE_DISABLE_COMPILE_CACHE} = 1;

open(my $out, '>', $log) or die "$log: $!";
$out->autoflush(1);
my $main = fork() // die;
if ($main == 0) {
  syscall($ptrace, $TRACEME, 0, 0, 0);
  kill 'STOP', $$;
  exec { $argv[0] } @argv or die "$argv[0]: $!";
}

sub wait_any {
  my $status = pack('i', 0);
  # -1: any; __WALL: threads too.
  my $tid = syscall($wait4, -1, $status, 0x40000000, 0);
  return ($tid, unpack('i', $status));
}
sub resume { my ($how, $tid, $signal) = @_; syscall($ptrace, $how, $tid, 0, $signal) }

wait_any();
# Syscall stops marked, followed into forks and threads, an exec told, and nothing left when this ends.
syscall($ptrace, $SETOPTIONS, $main, 0, 1 | 2 | 4 | 8 | 16 | 0x100000);
resume($SYSCALL, $main, 0);

my %known = ($main => $main);
my %failing;
my %changing;
my $count = 0;
my $ended;
while (!defined $ended) {
  my ($tid, $status) = wait_any();
  last if $tid < 0;
  if (($status & 0xff) != 0x7f) {
    delete $known{$tid};
    $ended = $status & 0x7f ? 128 + ($status & 0x7f) : $status >> 8 if $tid == $main;
    next;
  }
  my ($signal, $event) = (($status >> 8) & 0xff, $status >> 16);
  if (!exists $known{$tid}) {
    # A new thread or child begins with a stop that nobody sent.
    $known{$tid} = group($tid);
    resume($SYSCALL, $tid, 0);
  } elsif ($signal == (5 | 0x80)) {
    at_call($tid);
    resume($SYSCALL, $tid, 0);
  } elsif ($event == 4 && $tid != $main) {
    # Another program now: it goes on alone, whatever becomes of ours.
    resume($DETACH, $tid, 0);
    delete $known{$tid};
    # And a second point: the command has begun and nobody waits for it.
    reach('begun', delete $changing{$tid}) if exists $changing{$tid};
  } else {
    resume($SYSCALL, $tid, $event || $signal == 5 || $signal == 19 ? 0 : $signal);
  }
}
exit($ended // 0);

sub group {
  open(my $file, '<', "/proc/$_[0]/status") or return 0;
  my ($line) = grep { /^Tgid:/ } <$file>;
  return $line =~ /(\d+)/ ? $1 : 0;
}

sub at_call {
  my ($tid) = @_;
  my $info = "\0" x 88;
  syscall($ptrace, $GET_SYSCALL_INFO, $tid, 88, $info);
  my ($op, $nr, @args) = unpack('C x23 q q6', $info);
  if ($op == 2 && exists $failing{$tid}) {
    syscall($ptrace, $POKEUSER, $tid, $RAX, -delete $failing{$tid});
    return;
  }
  return if $op != 1;
  my ($call, $at) = @{ $calls{$nr} // return };
  my $ours = $known{$tid} == $main;
  if ($call eq 'execve') {
    my $command = $ours ? undef : command_of($tid, @args);
    return if !defined $command;
    $changing{$tid} = $command;
    reach('execve', $command);
    return;
  }
  return if !$ours;
  my $path = $at < 0 ? readlink("/proc/$tid/fd/$args[0]") // '' : text($tid, $args[$at]);
  # Sockets, pipes and the terminal change nothing on the server; reading neither.
  return if $path !~ m{^/} || $path =~ m{^/(dev|proc)/};
  return if $call eq 'open' && !($args[2] & 0x243);
  reach($call, $path, $tid);
}

# A point: told, and where it is the one that was aimed at, it happens.
sub reach {
  my ($call, $what, $tid) = @_;
  if ($does eq 'count' || $does eq 'kill') {
    # Another thread's call that had stopped here, too: it dies with the rest, unmade.
    return if $does eq 'kill' && $count >= $aim && $aim > 0;
    print $out "$call $what\n";
    kill 'KILL', $main if ++$count == $aim && $does eq 'kill';
  } elsif ($disk{$call}) {
    print $out "$call $what\n";
    $count++;
    return if $count != $aim && !($does < 0 && $count > $aim);
    # No such call is made; what it returns is set when it is left.
    syscall($ptrace, $POKEUSER, $tid, $ORIG_RAX, -1);
    $failing{$tid} = abs $does;
  }
}

# The command line where it is one that changes something.
sub command_of {
  my ($tid, $path, $list) = @_;
  my $program = text($tid, $path);
  # libuv tries each folder of PATH.
  return if !-e $program;
  my @words;
  for my $i (0 .. 7) {
    my $pointer = unpack('q', bytes($tid, $list + 8 * $i, 8)) || last;
    push @words, text($tid, $pointer);
  }
  my $line = join(' ', @words);
  return $line =~ /^(flock |systemctl (daemon-reload|enable|disable|start|stop|restart|kill|reset-failed))/ ? $line : undef;
}

sub bytes {
  my ($tid, $address, $length) = @_;
  open(my $memory, '<:raw', "/proc/$tid/mem") or return '';
  sysseek($memory, $address, 0);
  sysread($memory, my $found, $length);
  return $found // '';
}

sub text {
  my ($tid, $address) = @_;
  my ($text) = split(/\0/, bytes($tid, $address, 4096 - $address % 4096) . bytes($tid, $address + 4096 - $address % 4096, 1024), 2);
  return $text // '';
}
