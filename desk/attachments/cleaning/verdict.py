"""What can be wrong with a file, and which kinds are taken in: the words that the desk and the cleaning share."""

from enum import StrEnum


class Kind(StrEnum):
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    TEXT = "text"


class Fault(StrEnum):
    """Why a file is refused; each is a rule of desk/attachments/rules.py."""

    EMPTY = "attachment_is_not_empty"
    LARGE = "attachment_is_not_too_large"
    KIND = "attachment_kind_is_accepted"
    BROKEN = "attachment_can_be_read"
    PIXELS = "attachment_picture_fits"
    LOCKED = "attachment_has_no_password"
    NO_ROOM = "attachment_has_room"


class Rejected(Exception):
    """The file is not taken in."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault
