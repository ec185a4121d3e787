"""A PostgreSQL for one measurement: the settings that are shipped, and room for a million reports."""

from tests.needle_scan import postgres


class Roomy(postgres.Postgres):
    """Every write is brought to the disk, and a gigabyte is kept in its own memory."""

    def _settings(self) -> list[str]:
        return ["-cmax_connections=100", "-cshared_buffers=1GB", "-cmax_wal_size=4GB", *postgres.shipped()]
