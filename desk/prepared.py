"""A connection to PostgreSQL that keeps the plans of its statements, and that waits for no server that stands still.

Planning the questions of a page takes up to ten milliseconds, as long as answering them. psycopg keeps a hundred
prepared statements, where the pages of the desk have some hundreds, and throws all of them away at any ROLLBACK: each
refused form made a busy process plan everything anew.

A server whose disk hangs says nothing and breaks nothing off, its machine still acknowledges what is sent to it: only
a clock on this side ends the waiting.
"""

from collections.abc import Sequence
from typing import Any

from psycopg import Connection
from psycopg._preparing import Prepare, PrepareManager
from psycopg.errors import FeatureNotSupported, InvalidSqlStatementName, OperationalError
from psycopg.pq import TransactionStatus
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

    # Seconds until an answer; None: as long as it takes.
    answers_within: float | None = None

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._lasting = self._prepared = _Lasting()

    def wait(self, *given: Any, **named: Any) -> Any:
        """Do what the connection is asked. A column that a migration made wider is refused once, and then known.

        Raises OperationalError when nothing was answered in time. The connection is closed then: whether the server did
        what it was asked stays open, as when a line breaks.
        """
        try:
            return super().wait(*given, **{"timeout": self.answers_within} | named)
        except (FeatureNotSupported, InvalidSqlStatementName):
            self._lasting.forget()
            raise
        except OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise


def answering_within(seconds: float | None) -> type[Prepared]:
    """Return the connection that waits so long for an answer."""
    return type("Answering", (Prepared,), {"answers_within": seconds}) if seconds else Prepared
