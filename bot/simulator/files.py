"""Files the bot has uploaded."""

from dataclasses import dataclass
from struct import unpack

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file by its id; `address` where it lives on the web and was never uploaded."""

    id: str
    name: str
    content: bytes
    address: str = ""

    @property
    def media_type(self) -> str:
        """Return what a browser may take the content for; never anything that can run."""
        if self.content.startswith(_PNG):
            return "image/png"
        if self.content.startswith(_JPEG):
            return "image/jpeg"
        return "application/octet-stream"


def image_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG or JPEG, None for anything else."""
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) > 24:  # noqa: PLR2004 - signature and first chunk
        width, height = unpack(">II", content[16:24])
        return width, height
    if content.startswith(_JPEG):
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walk the segments of a JPEG (ITU T.81, B.1) to its frame header."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - every marker begins so
        marker, length = content[at + 1], unpack(">H", content[at + 2 : at + 4])[0]
        if marker in _FRAMES:
            height, width = unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
