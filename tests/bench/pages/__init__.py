"""Every page of the desk over HTTP, at several sizes of the database: `make bench ARGS="--only pages"`."""
