"""The PDF file format, as far as we write it: objects, fonts, pictures, metadata, outline."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from xml.sax.saxutils import escape

from PIL import ImageCms

from meetings.pdf.compose_fonts import FontFile, Glyph
from meetings.pdf.compose_subset import subset

CREATOR = "Gijo"


def text(value: str) -> bytes:
    """A PDF text string in UTF-16, hexadecimal."""
    return b"<" + (b"\xfe\xff" + value.encode("utf-16-be", "replace")).hex().encode() + b">"


@cache
def srgb() -> bytes:
    """The sRGB colour profile (ICC), with a fixed date so that papers come out equal each time."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes.fromhex("07ea0001000100000000 0000".replace(" ", ""))
    return bytes(profile)


class Objects:
    """The numbered objects of a file in the making; numbers start at 1."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> int:
        """A number whose object is put later."""
        self._bodies.append(b"null")
        return len(self._bodies)

    def put(self, body: bytes, number: int | None = None) -> int:
        """Store an object; its number."""
        number = number or self.reserve()
        self._bodies[number - 1] = body
        return number

    def stream(self, data: bytes, entries: bytes = b"", packed: bool = True) -> int:
        """Store a stream, deflated unless `packed` is false; its number."""
        if packed:
            data, entries = zlib.compress(data, 9), entries + b" /Filter /FlateDecode"
        return self.put(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data))

    def file(self, root: int, info: int) -> bytes:
        """The finished file; its identifier is the digest of what it holds."""
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self._bodies, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start, mark = len(out), hashlib.sha256(out).hexdigest()[:32].encode()
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>] >>\n" % (
            len(places) + 1,
            root,
            info,
            mark,
            mark,
        )
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


@dataclass
class EmbeddedFont:
    """The glyphs of one font file that a paper uses, and their codes in the pages' text."""

    file: FontFile
    codes: dict[tuple[str, str], int] = field(default_factory=dict)

    def code(self, glyph: Glyph) -> int:
        """The two-byte code of a glyph; code 0 is left to "missing glyph"."""
        return self.codes.setdefault((glyph.name, glyph.text), len(self.codes) + 1)

    def write(self, objects: Objects) -> tuple[int, int]:
        """Write the font; the numbers of its horizontal and vertical forms."""
        file = self.file
        names = [
            ".notdef" if ".notdef" in file.tables.getGlyphSet() else file.tables.getGlyphOrder()[0],
            *(name for name, _ in self.codes),
        ]
        tag = hashlib.sha256(repr(list(self.codes)).encode()).digest()
        base = "".join(chr(65 + byte % 26) for byte in tag[:6]).encode() + b"+" + file.name.encode()
        data = subset(file, names)
        program = objects.stream(data, b"/Length1 %d" % len(data))
        head, hhea = file.tables["head"], file.tables["hhea"]
        box = [round(value * file.unit) for value in (head.xMin, head.yMin, head.xMax, head.yMax)]
        rise, fall = round(hhea.ascent * file.unit), round(hhea.descent * file.unit)
        descriptor = objects.put(
            b"<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d]"
            b" /ItalicAngle 0 /Ascent %d /Descent %d /CapHeight %d /StemV 80 /FontFile2 %d 0 R >>"
            % (base, *box, rise, fall, rise, program)
        )
        widths = b" ".join(b"%.4g" % file.width(name) for name in names)
        descendant = objects.put(
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo"
            b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            b" /FontDescriptor %d 0 R /CIDToGIDMap /Identity /DW 1000 /W [0 [%s]] >>"
            % (base, descriptor, widths)
        )
        meaning = objects.stream(self._meaning())
        horizontal, vertical = (
            objects.put(
                b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-%s"
                b" /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>"
                % (base, way, descendant, meaning)
            )
            for way in (b"H", b"V")
        )
        return horizontal, vertical

    def _meaning(self) -> bytes:
        """The CMap from codes to the text they stand for (ToUnicode)."""
        pairs = [
            b"<%04x> <%s>" % (code, said.encode("utf-16-be", "replace").hex().encode())
            for (_, said), code in self.codes.items()
        ]
        blocks = b"\n".join(
            b"%d beginbfchar\n%s\nendbfchar" % (len(block), b"\n".join(block))
            for block in (pairs[at : at + 100] for at in range(0, len(pairs), 100))
        )
        return (
            b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            + blocks
            + b"\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        )


def xmp(title: str, lang: str, made: datetime, archival: bool) -> bytes:
    """The file's metadata (XMP), which for the archive also claims PDF/A-2b."""
    when = made.isoformat(timespec="seconds")
    part = (
        (
            '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
            "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
            "</rdf:Description>"
        )
        if archival
        else ""
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        + part
        + '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt>'
        f"</dc:title><dc:language><rdf:Bag><rdf:li>{escape(lang)}</rdf:li></rdf:Bag></dc:language>"
        '</rdf:Description><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f"<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>"
        f"<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool></rdf:Description>"
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def date(made: datetime) -> bytes:
    """A date as PDF writes it, with its offset from UTC; ValueError for a date without one."""
    offset = made.strftime("%z")
    if not offset:
        raise ValueError("a date in a PDF needs its time zone")
    return f"(D:{made:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}')".encode()
