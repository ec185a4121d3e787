"""A PostgreSQL for one measurement: the settings that are shipped, and room for a million reports."""

import subprocess

from tests.needle_scan import postgres
from tests.needle_scan.desks import until


class Roomy(postgres.Postgres):
    """Every write is brought to the disk, and a gigabyte is kept in its own memory."""

    def start(self) -> None:
        ours = ["-cmax_connections=100", "-clisten_addresses=127.0.0.1", "-cshared_buffers=1GB", "-cmax_wal_size=4GB"]
        place = ["-D", str(self._data), "-p", str(self._port), "-k", str(self.folder)]
        with (self.folder / "server.log").open("ab") as log:
            command = [self._bin / "postgres", *place, *ours, *postgres.shipped()]
            self._server = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self._whose)
        until(self._is_up, "PostgreSQL answers")
