"""A file that is no text, by its first bytes: a PDF or a .docx becomes an HTML page for the extractor; anything else is none of ours.

The libraries are imported only when such a file comes.
"""

from __future__ import annotations

from drafter.collect.document import Document


def read(body: bytes) -> Document | None:
    """None when it is neither. Raises `document.UnreadableError` with the reason."""
    from drafter.collect import docx, pdf

    if pdf.is_pdf(body):
        return pdf.read(body)
    return docx.read(body) if docx.is_docx(body) else None
