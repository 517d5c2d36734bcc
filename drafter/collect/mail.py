"""A saved mail (.eml, or a browser's .mhtml) → its subject, sender, date and text, by the standard library's `email`.

Headers and parts are decoded here, not by `email`'s policies: those take `gb2312` at its word and lose every character beyond it.
"""

from __future__ import annotations

import email
import email.header
import email.utils
import re
from dataclasses import dataclass
from email.message import Message

from drafter.collect.decode import decode
from drafter.collect.visible import line

_PASSED_ON = re.compile(r"^(?:(?:fwd?|fw|re|aw|wg|转发|回复|答复|轉寄|回覆)\s*[:：]\s*)+", re.IGNORECASE)


@dataclass(frozen=True)
class Mail:
    subject: str
    """Without what a mail program puts before it when it is passed on."""
    sender: str
    """Display name, else the address."""
    date: str
    """As the header has it."""
    url: str
    """Where the sender keeps it for all to read (`Archived-At`, a saved page's own address); empty when it does not say. Links of
    the "view in browser" kind are not taken: they name the subscriber."""
    site: str
    """Who publishes the letter: the sender's display name, else the address's domain; empty for a saved page."""
    html: str
    text: str
    """Only where there is no HTML part."""


def read(body: bytes) -> Mail | None:
    """None when it has no header."""
    message = email.message_from_bytes(body)
    if not any(message.get(name) for name in ("From", "Subject", "Date", "Content-Type")):
        return None
    html = _first(message, "text/html")
    sender, address = email.utils.parseaddr(_header(message, "From"))
    subject = _header(message, "Subject")
    return Mail(
        subject=_PASSED_ON.sub("", subject, count=1) or subject,
        sender=sender or address,
        date=_header(message, "Date"),
        url=next((url for name in ("Archived-At", "Snapshot-Content-Location", "Content-Location") if (url := _address(_header(message, name)))), ""),
        site="" if message.get("Snapshot-Content-Location") else sender or address.rpartition("@")[2],
        html=html,
        text="" if html else _first(message, "text/plain"),
    )


def _first(message: Message, kind: str) -> str:
    """The first part of that kind with text in it, attachments aside."""
    for part in message.walk():
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            payload = part.get_payload(decode=True)
            text = decode(payload, f"charset={_charset(part)}", kind="html" if kind == "text/html" else "text") if isinstance(payload, bytes) else ""
            if text.strip():
                return text
    return ""


def _charset(part: Message) -> str:
    stated = part.get_content_charset()
    return stated if stated else ""


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    if value is None:
        return ""
    try:
        pieces = email.header.decode_header(value)
    except (email.errors.HeaderParseError, ValueError):  # a damaged encoded word stands as it came
        pieces = [(str(value), None)]
    return line("".join(_piece(said, charset) for said, charset in pieces))


def _piece(said: bytes | str, charset: str | None) -> str:
    body = said if isinstance(said, bytes) else said.encode("ascii", "surrogateescape") if _is_raw(said) else None
    if body is None:
        return str(said)
    return decode(body, f"charset={charset}" if charset and charset != "unknown-8bit" else "", kind="text")


def _is_raw(said: str) -> bool:
    """8-bit bytes that stand undeclared in a header."""
    return re.search("[\udc80-\udcff]", said) is not None and re.search("[^\x00-\x7f\udc80-\udcff]", said) is None


def _address(said: str) -> str:
    found = re.search(r"https?://[^\s<>\"]+", said)
    return found[0] if found else ""
