#!/bin/sh
# restore.sh BACKUP [MOMENT]: puts a base backup in the place of the database, which must be stopped:
# `docker compose run --rm --no-deps restore 2026-11-28T0300 '2026-11-28 13:59:00+01'`. The log is played when the
# database starts, up to the moment, or as far as it goes. With a moment behind the end of the log it does not start
# ("recovery ended before configured recovery target was reached"): once more then, without a moment.
set -eu
umask 077
backups=${BACKUPS:-/backups} archive=${ARCHIVE:-/archive} stream=${STREAM:-/stream} data=$PGDATA

test -f "$backups/$1/backup_manifest"
mkdir -p "$data"
if test -n "$(ls -A "$data")"; then
    aside=$backups/broken-$(date -u +%Y-%m-%dT%H%M%S)
    mkdir "$aside"
    cp -a "$data/." "$aside/"
    touch "$aside"
    find "$data" -mindepth 1 -delete
fi
cp -a "$backups/$1/." "$data/"
chmod 700 "$data"
touch "$data/recovery.signal"

# A backup of a desk that was put back before still names the moment of then.
settings=$data/postgresql.auto.conf
touch "$settings"
sed -i -e '/^restore_command/d' -e '/^recovery_target/d' "$settings"
cat >>"$settings" <<SETTINGS
restore_command = 'gzip -dc $archive/%f.gz >%p || cp $stream/%f %p || cp $stream/%f.partial %p'
recovery_target_action = 'promote'
SETTINGS
test -z "${2:-}" || echo "recovery_target_time = '$2'" >>"$settings"
