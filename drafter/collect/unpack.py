"""Content coding (gzip, deflate) undone with a bound on what comes out, so that a bomb is noticed before it is unpacked.

HTTP clients unpack each chunk whole, a thousand times its size if it wants; here no more is unpacked than there is room for.
"""

from __future__ import annotations

import zlib
from typing import Any

CODINGS = "gzip, deflate"
"""What may be asked for: what zlib unpacks with a bound."""


class PackingError(Exception):
    """Packed in a way that was not asked for, or broken; the text says which."""


class TooLargeError(Exception):
    """More bytes than allowed, on the wire or unpacked."""


class Body:
    """Collects a body's chunks. `coding` is the Content-Encoding header. Raises PackingError and TooLargeError."""

    def __init__(self, coding: str, limit: int) -> None:
        names = [name for name in (part.strip().lower() for part in coding.split(",")) if name not in ("", "identity")]
        if len(names) > 1 or not set(names) <= {"gzip", "x-gzip", "deflate"}:
            raise PackingError(f"packed as {coding!r}, which was not asked for")
        self._coding = names[0] if names else ""
        self._limit, self._on_wire, self._size = limit, 0, 0
        self._parts: list[bytes] = []
        self._unpacking: Any = None

    def add(self, chunk: bytes) -> None:
        """One chunk as it came from the wire."""
        self._on_wire += len(chunk)
        if self._on_wire > self._limit:
            raise TooLargeError
        if not self._coding:
            self._keep(chunk)
            return
        try:
            self._unpack(chunk)
        except zlib.error as error:
            raise PackingError(f"said to be packed as {self._coding}, but cannot be unpacked ({error})") from error

    def whole(self) -> bytes:
        return b"".join(self._parts)

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limit:
            raise TooLargeError
        self._parts.append(part)

    def _unpack(self, chunk: bytes) -> None:
        while chunk:
            if self._unpacking is None:
                self._unpacking = zlib.decompressobj(self._window(chunk))
            self._keep(self._unpacking.decompress(chunk, self._limit - self._size + 1))
            if not self._unpacking.eof:
                return
            chunk = self._unpacking.unused_data
            if not chunk.startswith(b"\x1f\x8b"):  # gzip may go on with another member; anything else is padding
                return
            self._unpacking = None

    def _window(self, first: bytes) -> int:
        """zlib's `wbits`: `deflate` has zlib's header, as the standard says, or comes bare, as some servers send it."""
        bare = self._coding == "deflate" and (first[0] & 0x0F != 8 or int.from_bytes(first[:2], "big") % 31)
        return -zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32
