"""A connection to PostgreSQL that keeps the plans of its statements for as long as it lives.

Planning the questions of a page takes up to ten milliseconds, as long as answering them. psycopg keeps a hundred
prepared statements, where the pages of the desk have some hundreds, and throws all of them away at any ROLLBACK: each
refused form made a busy process plan everything anew.
"""

from collections.abc import Sequence
from typing import Any

from psycopg import Connection
from psycopg._preparing import Prepare, PrepareManager
from psycopg.errors import FeatureNotSupported, InvalidSqlStatementName
from psycopg.pq.abc import PGresult

# After these the server may not know a statement any more, or mean something else by it.
_FORGETS = (b"DROP", b"ALTER", b"DISCARD ALL", b"DEALLOCATE ALL")


class _Lasting(PrepareManager):
    """Room for every statement of the desk. What is taken back are rows, never a table: no plan knows of rows."""

    prepared_max = 1000

    def clear(self) -> bool:
        """Asked for at every ROLLBACK: there is nothing to forget."""
        return False

    def forget(self) -> bool:
        """Forget every statement; the server is told with the next one."""
        return super().clear()

    def _should_discard(self, prep: Prepare, results: Sequence[PGresult], *more: Any) -> bool:
        return any((found.command_status or b"").startswith(_FORGETS) for found in results) and self.forget()


class Prepared(Connection[Any]):
    """The connection of the pool (OPTIONS["pool"]["connection_class"] of Django)."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._lasting = self._prepared = _Lasting()

    def wait(self, *given: Any, **named: Any) -> Any:
        """Do what the connection is asked. A column that a migration made wider is refused once, and then known."""
        try:
            return super().wait(*given, **named)
        except (FeatureNotSupported, InvalidSqlStatementName):
            self._lasting.forget()
            raise
