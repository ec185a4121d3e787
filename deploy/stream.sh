#!/bin/sh
# The log of changes as it is written, within the second: `docker compose up --detach --no-deps stream`. A database that
# was put back knows no slot any more: this ends then, is started again, and asks for a new one.
set -eu
umask 077
stream=${STREAM:-/stream}

pg_receivewal --directory="$stream" --slot=backup --create-slot --if-not-exists --no-password
exec pg_receivewal --directory="$stream" --slot=backup --synchronous --no-loop --no-password
