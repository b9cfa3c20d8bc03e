#!/bin/sh
# guard.sh BASE FOLDER PROJECT: boots one test server in FOLDER and keeps it until
# its own standard input ends, which is when the test process stops it, exits,
# or is killed in whatever way. Then it takes everything down again.
set -u
base=$1 folder=$2 project=$3
name=$(basename "$folder")

# The folders of this server in systemd's control group hierarchies. Without its own,
# two servers would share one tree and see each other's services in it.
groups=''
keep=''
if [ ! -d /run/systemd/system ]; then
  keep=--keep-unit
  for hierarchy in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
    [ -f "$hierarchy/cgroup.procs" ] || continue
    mkdir "$hierarchy/$name" && groups="$groups $hierarchy/$name"
  done
fi

boot() {
  for group in $groups; do sh -c 'echo "$PPID" >"$1/cgroup.procs"' sh "$group"; done
  # 133 is nspawn's way of saying that the server asked for a reboot.
  while :; do
    systemd-nspawn --directory "$folder/root" --boot --register=no $keep --private-network \
      --bind-ro="$project:/project" --console=passive --hostname=mastodon-test &
    echo $! >"$folder/nspawn.pid"
    wait $!
    [ $? = 133 ] && [ ! -e "$folder/stopping" ] || break
  done
}

mkdir "$folder/upper" "$folder/work" "$folder/root"
mount -t overlay -o "lowerdir=$base,upperdir=$folder/upper,workdir=$folder/work" overlay "$folder/root" || exit 1
boot </dev/null &
loop=$!

cat >/dev/null

touch "$folder/stopping"
nspawn=$(cat "$folder/nspawn.pid" 2>/dev/null)
if [ -n "$nspawn" ]; then
  # Its child first: the server's PID 1 takes all its processes with it.
  child=$(cat "/proc/$nspawn/task/$nspawn/children" 2>/dev/null)
  kill -KILL ${child:-$nspawn} 2>/dev/null
  (sleep 5 && kill -KILL "$nspawn") 2>/dev/null &
  killer=$!
  wait "$loop"
  kill "$killer" 2>/dev/null
fi
umount "$folder/root" || umount --lazy "$folder/root"
for group in $groups; do find "$group" -depth -type d -exec rmdir {} + 2>/dev/null; done
rm -rf --one-file-system "$folder"
