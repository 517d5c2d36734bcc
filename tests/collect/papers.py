"""Small PDFs and .docx files, written by hand so that each test says what is in them. Every text is invented."""

from __future__ import annotations

import hashlib
import io
import textwrap
import zipfile
import zlib
from dataclasses import dataclass

EM = 0.6
"""Width of a Courier letter, in its size."""
_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


@dataclass(frozen=True)
class Words:
    """One line at a place of the page."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "F1"
    """`F1` Courier, `F2` a Chinese font that is not in the file."""


def pdf(
    pages: list[list[Words]],
    info: dict[str, str] | None = None,
    cmap: str = "UniGB-UCS2-H",
    codec: str = "utf-16-be",
    extra: str = "",
    packed: bool = False,
    turned: bool = False,
) -> bytes:
    """A PDF of A4 pages. `extra` goes into each page's dictionary; an empty page carries a picture. `turned` pages are drawn sideways
    (842 points wide, 595 high) for `/Rotate 90`."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        f"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /{cmap} /DescendantFonts [5 0 R] >>".encode(),
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor 6 0 R >>",
        b"<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\x00\nendstream",
    ]
    kids = []
    for page in pages:
        said = (
            "".join(f"BT /{one.font} {one.size} Tf {_matrix(one, turned)} Tm <{_hex(one, codec)}> Tj ET\n" for one in page)
            or "q 500 0 0 700 40 40 cm /Im Do Q\n"
        )
        stream = zlib.compress(said.encode()) if packed else said.encode()
        objects.append(b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(stream), b"/Filter /FlateDecode " if packed else b"", stream))
        kids.append(len(objects) + 1)
        resources = "<< /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /Im 7 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {len(objects)} 0 R {extra} >>".encode())
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    stated = " ".join(f"/{name} <feff{value.encode('utf-16-be').hex()}>" for name, value in (info or {}).items())
    objects.append(f"<< {stated} >>".encode())
    return _file(objects, f"/Info {len(objects)} 0 R")


def locked(password: str) -> bytes:
    """A PDF that asks for its password (RC4, 40 bits)."""
    user, permissions, name = (password.encode() + _PAD)[:32], -4, b"0123456789abcdef"
    owner = _rc4(hashlib.md5(user).digest()[:5], user)
    key = hashlib.md5(user + owner + permissions.to_bytes(4, "little", signed=True) + name).digest()[:5]
    rule = f"<< /Filter /Standard /V 1 /R 2 /P {permissions} /O <{owner.hex()}> /U <{_rc4(key, _PAD).hex()}> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        rule.encode(),
    ]
    return _file(objects, f"/Encrypt 4 0 R /ID [<{name.hex()}> <{name.hex()}>]")


def _matrix(one: Words, turned: bool) -> str:
    """Where a line stands, upright or running up a sheet that a viewer then turns."""
    return f"0 1 -1 0 {595 - one.y} {one.x}" if turned else f"1 0 0 1 {one.x} {one.y}"


def _hex(one: Words, codec: str) -> str:
    return one.text.encode("cp1252" if one.font == "F1" else codec).hex()


def _file(objects: list[bytes], trailer: str) -> bytes:
    out, places = b"%PDF-1.5\n", []
    for number, said in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, said)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF".encode()
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def column(text: str, x: float, y: float, width: float, size: float = 10, indent: float = 0) -> list[Words]:
    """A paragraph of Courier set ragged in lines 1.3 sizes apart; an empty line's room is left to the caller."""
    letters = int(width / (size * EM))
    lines = textwrap.wrap(text, letters, initial_indent=" " * int(indent / (size * EM)), break_on_hyphens=True, break_long_words=False)
    return [Words(x + (indent if number == 0 else 0), y - number * 1.3 * size, said.strip(), size) for number, said in enumerate(lines)]


def chinese(text: str, x: float, y: float, letters: int, size: float = 11, indent: int = 2) -> list[Words]:
    """A Chinese paragraph in lines of `letters` characters, the first indented."""
    lines = [text[: letters - indent], *(text[at : at + letters] for at in range(letters - indent, len(text), letters))]
    return [Words(x + (indent * size if number == 0 else 0), y - number * 1.6 * size, said, size, "F2") for number, said in enumerate(lines) if said]


_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def run(text: str, properties: str = "") -> str:
    """A run of a paragraph."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str, style: str = "") -> str:
    """A paragraph; `text` is plain, or runs."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{text if text.startswith('<') else run(text)}</w:p>"


def docx(body: str, core: str = "", head: str = "", **parts: str) -> bytes:
    """A .docx; `head` stands before the document's root element, `parts` are further files by name (`word__styles`)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document {_W}><w:body>{body}</w:body></w:document>')
        if core:
            named = 'xmlns:cp="a" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            package.writestr("docProps/core.xml", f"<cp:coreProperties {named}>{core}</cp:coreProperties>")
        for name, said in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", said.replace("<w:root", f"<w:root {_W}"))
    return out.getvalue()
