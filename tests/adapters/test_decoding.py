"""Bodies are decompressed piece by piece and never beyond the limit."""

import gzip
import zlib
from collections.abc import AsyncIterator

import pytest

from bot.adapters.decoding import EncodingError, read_body


async def pieces(body: bytes, size: int = 1000) -> AsyncIterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]


TEXT = b"news " * 4000
RAW = zlib.compressobj(wbits=-15)
RAW_DEFLATE = RAW.compress(TEXT) + RAW.flush()
GZIP = gzip.compress(TEXT)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", GZIP),
        ("X-GZIP", GZIP),
        ("gzip", gzip.compress(TEXT[:5000]) + gzip.compress(TEXT[5000:])),
        ("gzip", GZIP + b"rubbish"),
        ("gzip", GZIP + gzip.compress(b"") * 500),
        ("UTF-8", TEXT),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", RAW_DEFLATE),
    ],
    ids=[
        "none",
        "identity",
        "gzip",
        "x-gzip",
        "members",
        "rubbish",
        "empty",
        "utf-8",
        "zlib",
        "deflate",
    ],
)
async def test_every_coding_gives_the_same_body(encoding: str, body: bytes) -> None:
    assert await read_body(pieces(body), encoding, 100_000) == (TEXT, False)


async def test_an_empty_compressed_body_is_empty() -> None:
    assert await read_body(pieces(b""), "gzip", 10) == (b"", False)


async def test_a_bomb_stops_at_the_limit() -> None:
    seen = 0

    async def counted() -> AsyncIterator[bytes]:
        nonlocal seen
        async for piece in pieces(gzip.compress(bytes(50_000_000)), 500):
            seen += 1
            yield piece

    assert await read_body(counted(), "gzip", 100_000) == (bytes(100_000), True)
    assert seen <= 3


async def test_what_never_unpacks_to_anything_stops_at_the_limit_too() -> None:
    body = gzip.compress(b"") * 500
    assert await read_body(pieces(body), "gzip", 5000) == (b"", True)


async def test_a_large_plain_body_stops_at_the_limit() -> None:
    assert await read_body(pieces(TEXT), "", 5000) == (TEXT[:5000], True)


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip"])
async def test_an_unknown_coding_is_refused(encoding: str) -> None:
    with pytest.raises(EncodingError):
        await read_body(pieces(TEXT), encoding, 100_000)


@pytest.mark.parametrize("body", [b"\x1f\x8b not gzip at all", gzip.compress(b"") * 1001])
async def test_broken_compression_is_an_error(body: bytes) -> None:
    with pytest.raises(EncodingError):
        await read_body(pieces(body), "gzip", 100_000)
