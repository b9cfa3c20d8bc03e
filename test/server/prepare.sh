#!/bin/sh
# Runs once inside a new base, before it is kept: what a Mastodon admin has done
# before the wizard is started. /stand-in is the stand-in tree, read-only.
set -eu

useradd --create-home --shell /bin/bash mastodon
cp -R /stand-in /home/mastodon/live
mkdir -p /home/mastodon/.rbenv/shims
printf '#!/bin/sh\nexec /usr/bin/bundle "$@"\n' >/home/mastodon/.rbenv/shims/bundle
chmod 755 /home/mastodon/.rbenv/shims/bundle
chmod 755 /home/mastodon
chown -R mastodon:mastodon /home/mastodon
chmod 600 /home/mastodon/live/.env.production

# Only Debian's own gems: there is no network in here. Locking is enough, as all of them are installed;
# `bundle install` would fail on those that Debian ships as bare libraries.
setpriv --reuid mastodon --regid mastodon --init-groups env -C /home/mastodon/live HOME=/home/mastodon \
  bundle lock --local

read -r version cluster _ <<LIST
$(pg_lsclusters --no-header)
LIST
pg_ctlcluster "$version" "$cluster" start
setpriv --reuid postgres --regid postgres --init-groups env -C / psql --quiet --set ON_ERROR_STOP=1 <<'SQL'
CREATE ROLE mastodon LOGIN CREATEDB PASSWORD 'planted-db-pass';
CREATE DATABASE mastodon_production OWNER mastodon;
SQL
pg_ctlcluster "$version" "$cluster" stop

systemctl enable redis-server.service postgresql.service
# Nothing may start by the clock in the middle of a test.
systemctl mask apt-daily.timer apt-daily-upgrade.timer
echo mastodon-test >/etc/hostname
echo '127.0.0.1 localhost mastodon-test' >/etc/hosts
