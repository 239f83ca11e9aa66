"""Bodies of HTTP answers, decompressed while they arrive and never beyond a limit."""

import zlib
from collections.abc import AsyncIterator

ACCEPTED = "gzip, deflate"
"""What to send as Accept-Encoding; an answer in any other coding is an error."""

_PLAIN = frozenset({"", "identity", "none", "utf-8", "utf8", "binary"})
"""No coding at all, and what some servers write who mean none."""
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_RAW = -zlib.MAX_WBITS
_MOST_MEMBERS = 1000
_GZIP = b"\x1f\x8b"


class EncodingError(ValueError):
    """The body's coding is unknown or broken."""


async def read_body(chunks: AsyncIterator[bytes], encoding: str, limit: int) -> tuple[bytes, bool]:
    """Return a body's first `limit` bytes, and whether it is longer.

    The limit is for bytes on the wire and for decompressed ones: reading ends where either is
    reached. No more than a little over it is ever in memory, whatever the body claims to be.
    """
    inflate = _Inflate(encoding)
    parts: list[bytes] = []
    on_wire = size = 0
    async for chunk in chunks:
        on_wire += len(chunk)
        part = inflate(chunk, limit - size + 1)
        parts.append(part)
        size += len(part)
        if max(on_wire, size) > limit:
            return b"".join(parts)[:limit], True
    return b"".join(parts), False


async def read_end(chunks: AsyncIterator[bytes], encoding: str, limit: int, most: int) -> bytes:
    """Return a body's last `limit` bytes.

    In memory are those, and what one piece is decompressed to: `most` bytes at the most.

    Raises:
        ValueError: it is longer than `most`, on the wire or decompressed; nothing more is read.
    """
    inflate = _Inflate(encoding)
    end = bytearray()
    on_wire = size = 0
    async for chunk in chunks:
        on_wire += len(chunk)
        part = inflate(chunk, most - size + 1)
        size += len(part)
        if max(on_wire, size) > most:
            raise ValueError(f"longer than {most} bytes")
        end += part
        del end[:-limit]
    return bytes(end)


class _Inflate:
    """Undoes one content coding, piece by piece."""

    def __init__(self, encoding: str) -> None:
        coding = encoding.strip().lower()
        if coding not in _PLAIN | {"gzip", "x-gzip", "deflate"}:
            raise EncodingError(f"unknown content coding {coding[:40]!r}")
        self._is_plain = coding in _PLAIN
        self._stream: zlib._Decompress | None = None
        self._members = 0

    def __call__(self, chunk: bytes, room: int) -> bytes:
        if self._is_plain:
            return chunk
        parts: list[bytes] = []
        # A file may be several, one after the other (RFC 1952, section 2.2).
        while chunk and room > 0:
            if self._stream is None or (self._stream.eof and chunk[:2] == _GZIP):
                self._stream = zlib.decompressobj(_window(chunk))
                self._members += 1
            if self._members > _MOST_MEMBERS:
                raise EncodingError(f"compressed in more than {_MOST_MEMBERS} parts")
            try:
                parts.append(self._stream.decompress(chunk, room))
            except zlib.error as error:
                raise EncodingError(f"broken compression: {error}") from error
            room -= len(parts[-1])
            chunk = self._stream.unused_data if self._stream.eof else b""
            chunk = chunk if chunk[:2] == _GZIP else b""
        return b"".join(parts)


def _window(chunk: bytes) -> int:
    """Choose the format: servers disagree on whether "deflate" has a zlib header (RFC 9110)."""
    is_zlib = (chunk[0] & 0x0F) == zlib.DEFLATED and int.from_bytes(chunk[:2]) % 31 == 0
    return _GZIP_OR_ZLIB if is_zlib or chunk[:2] == _GZIP else _RAW
