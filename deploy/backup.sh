#!/bin/sh
# The base backup of a night: `docker compose run --rm --no-deps backup`. Then what is too old goes, and the log before
# the oldest that stays. Who and where the database is stands in the environment (PGHOST, PGUSER, PGPASSWORD).
set -eu
umask 077
KEPT_DAYS=30
backups=${BACKUPS:-/backups} archive=${ARCHIVE:-/archive} stream=${STREAM:-/stream}

# Until it is whole and was read again, it is called .partial.
new=$backups/$(date -u +%Y-%m-%dT%H%M)
test ! -e "$new"
pg_basebackup --pgdata="$new.partial" --checkpoint=fast --wal-method=stream --no-password
pg_verifybackup --quiet "$new.partial"
mv "$new.partial" "$new"

# Half a day early: it comes by once a night, and none may be older than its term.
find "$backups" -mindepth 1 -maxdepth 1 -type d -mmin "+$((KEPT_DAYS * 1440 - 720))" -exec rm -rf {} +
for oldest in "$backups"/[0-9]*/backup_label; do
    case $oldest in *.partial/*) continue ;; esac
    first=$(sed -n 's/^START WAL LOCATION: .*(file \([0-9A-F]*\)).*/\1/p' "$oldest")
    pg_archivecleanup -x .gz "$archive" "$first"
    pg_archivecleanup "$stream" "$first"
    break
done
