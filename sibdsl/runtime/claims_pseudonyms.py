"""Pseudonyms: people under names that only the holder of a key can find again.

In: a secret key from a file or an environment variable. Out: for each person the same pseudonym in every run.
Relies on HMAC with SHA-256 (RFC 2104).
Guarantees: without the key nobody can tell who stands behind a pseudonym, nor try out who might; the key is never
part of a message.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass, field
from pathlib import Path

SHORTEST_KEY = 16
"""Bytes that a key has at least."""

PSEUDONYM_DIGITS = 32
"""Hexadecimal digits of a pseudonym: two people share one about never."""

_KEY_BLOCK = 64


class KeyRefusedError(Exception):
    """A key that cannot be used, with the reason and one next step in words."""


@dataclass(frozen=True, slots=True)
class PseudonymKey:
    """A secret key; it does not show itself."""

    secret: bytes = field(repr=False)

    def pseudonym(self, person: str) -> str:
        """Give the pseudonym of a person."""
        return hmac.new(self.secret, person.encode("utf-8"), hashlib.sha256).hexdigest()[:PSEUDONYM_DIGITS]

    def pads(self) -> tuple[bytes, bytes]:
        """Give the inner and the outer block of HMAC, for those who compute it on many people at once."""
        secret = self.secret if len(self.secret) <= _KEY_BLOCK else hashlib.sha256(self.secret).digest()
        block = secret.ljust(_KEY_BLOCK, b"\0")
        return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)


def read_key(source: str) -> PseudonymKey:
    """Read a key from a file, or with ``env:NAME`` from an environment variable.

    The line end behind a key is no part of it.

    Raises:
        KeyRefusedError: there is no key, or it is too short to be secret.
    """
    name = source.removeprefix("env:")
    if name != source:
        text = os.environ.get(name)
        if text is None:
            raise KeyRefusedError(f"the environment variable {name} is not set; set it to the key of the pseudonyms")
        return _key_of(text.encode("utf-8", "surrogateescape"), f"the environment variable {name}")
    try:
        return _key_of(Path(source).read_bytes(), f"the file {source}")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is not a path"
        raise KeyRefusedError(f"the key of the pseudonyms cannot be read from {source}: {reason}") from None


def _key_of(content: bytes, where: str) -> PseudonymKey:
    secret = content.rstrip(b"\r\n")
    if len(secret) < SHORTEST_KEY:
        found = f"{len(secret)} bytes" if secret.strip() else "nothing"
        raise KeyRefusedError(
            f"the key of the pseudonyms in {where} is {found}; take at least {SHORTEST_KEY} random bytes, such as "
            "those of `openssl rand -hex 32`, and keep them: another key gives everybody another pseudonym"
        )
    return PseudonymKey(secret)
