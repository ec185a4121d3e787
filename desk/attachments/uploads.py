"""Takes a file in as it arrives: each piece is encrypted before it touches the disk, under a key that is never written.

So the original is nowhere on a disk, the memory stays flat, and what is too large is let by without being kept.
"""

import os
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from desk.attachments import store
from desk.attachments.cleaning.verdict import Fault
from desk.attachments.vault import Sealer

FIELD = "file"


class SealedUpload(UploadedFile):
    """A file that arrived. `fault` says why it is not here; `key` opens it."""

    def __init__(self, raw: Any, key: bytes, fault: str, **told: Any) -> None:
        super().__init__(file=raw, **told)
        self.key, self.fault = key, fault

    def fileno(self) -> int:
        """The open file, for the process that cleans it."""
        assert self.file is not None
        return self.file.fileno()

    def close(self) -> None:
        """Let the file go; when the disk was full there never was one."""
        if self.file is not None:
            self.file.close()


class SealedUploadHandler(FileUploadHandler):
    """Keeps the one file of a form; any other is let by."""

    chunk_size = 64 * 1024
    _raw: Any = None

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        """Begin a file. Raises SkipFile for a second one, or for one that no form asked for."""
        super().new_file(field_name, *args, **kwargs)
        if field_name != FIELD or self._raw is not None:
            raise SkipFile
        self._fault, self._key = "", os.urandom(32)
        try:
            self._raw = store.scratch()
            self._sealer = Sealer(self._raw, self._key)
        except OSError:
            self._fault = Fault.NO_ROOM

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Encrypt a piece; from the first byte too many on nothing is written."""
        if not self._fault and start + len(raw_data) > settings.ATTACHMENT_MAX_BYTES:
            self._fail(Fault.LARGE)
        if not self._fault:
            try:
                self._sealer.write(raw_data)
            except OSError:
                self._fail(Fault.NO_ROOM)

    def file_complete(self, file_size: int) -> SealedUpload:
        """Return the file as it arrived, or what is wrong with it."""
        if not self._fault:
            try:
                self._sealer.close()
            except OSError:
                self._fail(Fault.NO_ROOM)
        return SealedUpload(self._raw, self._key, self._fault, name=self.file_name, size=file_size)

    def upload_interrupted(self) -> None:
        """The line broke: what came in goes at once."""
        if self._raw is not None:
            self._raw.close()

    def _fail(self, fault: Fault) -> None:
        self._fault = fault
        self._raw.seek(0)
        self._raw.truncate()
