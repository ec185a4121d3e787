#!/bin/sh
# archive.sh PATH NAME: PostgreSQL hands over each finished piece of its log of changes (archive_command). Compressed: with
# archive_timeout most of a piece is empty. It counts as kept when it is whole on the disk, under its own name.
set -eu
umask 077
kept=${ARCHIVE:-/archive}/$2.gz

# Kept already, and the server died before it noted so: the same is fine. Another one under this name is never written over.
if test -f "$kept"; then
    gzip -dc "$kept" | cmp -s - "$1"
    exit
fi
gzip -c <"$1" >"$kept.new"
sync "$kept.new"
mv "$kept.new" "$kept"
sync "$(dirname "$kept")"
