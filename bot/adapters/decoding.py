"""Bodies of HTTP answers, decompressed while they arrive and never beyond a limit."""

import zlib
from collections.abc import AsyncIterator

ACCEPTED = "gzip, deflate"
"""What to send as Accept-Encoding; an answer in any other coding is an error."""

_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_RAW = -zlib.MAX_WBITS


class TooLargeError(ValueError):
    """The body is larger than allowed; reading stopped there."""


class EncodingError(ValueError):
    """The body's coding is unknown or broken."""


async def read_body(chunks: AsyncIterator[bytes], encoding: str, limit: int) -> bytes:
    """Return the whole body, at most `limit` bytes both on the wire and decompressed.

    No more than a little over `limit` is ever in memory, whatever the body claims to be.
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
            raise TooLargeError(f"larger than {limit} bytes")
    return b"".join(parts)


class _Inflate:
    """Undoes one content coding, piece by piece."""

    def __init__(self, encoding: str) -> None:
        coding = encoding.strip().lower()
        if coding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise EncodingError(f"unknown content coding {coding[:40]!r}")
        self._is_plain = coding in {"", "identity"}
        self._stream: zlib._Decompress | None = None

    def __call__(self, chunk: bytes, room: int) -> bytes:
        if self._is_plain or not chunk:
            return chunk
        if self._stream is None:
            self._stream = zlib.decompressobj(_window(chunk))
        try:
            return self._stream.decompress(chunk, room)
        except zlib.error as error:
            raise EncodingError(f"broken compression: {error}") from error


def _window(chunk: bytes) -> int:
    """Choose the format: servers disagree on whether "deflate" has a zlib header (RFC 9110)."""
    is_zlib = (chunk[0] & 0x0F) == zlib.DEFLATED and int.from_bytes(chunk[:2]) % 31 == 0
    return _GZIP_OR_ZLIB if is_zlib or chunk[:2] == b"\x1f\x8b" else _RAW
