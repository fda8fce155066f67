"""Small PDFs written byte by byte, so that a test sees exactly what is in its paper."""

from __future__ import annotations

A4 = (595.0, 842.0)


def raw(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects (the first is the catalog) with a right table of objects."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    return out + head + table + end % (count, trailer, len(out))


def stream(content: bytes, about: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), about, content)


def paper(
    contents: list[bytes] | None = None,
    size: tuple[float, float] = A4,
    resources: bytes = b"",
    more: list[bytes] | None = None,
    page: bytes = b"",
) -> bytes:
    """A PDF with one page for each content stream; `more` objects are numbered from 3."""
    more = more or []
    contents = [b""] if contents is None else contents
    first = 3 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(contents)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    objects.append(b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)))
    objects += more
    for at, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Contents %d 0 R"
            b"/Resources<<%s>>%s>>" % (*size, first + 2 * at + 1, resources, page)
        )
        objects.append(stream(content))
    return raw(objects)


def many_pages(count: int) -> bytes:
    """A PDF of `count` empty pages."""
    return paper([b""] * count)


def japanese(fonts: list[tuple[str, str]], content: bytes) -> bytes:
    """A page with fonts F0, F1… that it names (name, encoding) and does not bring."""
    more: list[bytes] = []
    names = b""
    for at, (name, encoding) in enumerate(fonts):
        number = 3 + len(more)
        names += b"/F%d %d 0 R" % (at, number)
        base, code = name.encode("cp932"), encoding.encode()
        more += [
            b"<</Type/Font/Subtype/Type0/BaseFont/%s-%s/Encoding/%s/DescendantFonts[%d 0 R]>>"
            % (base, code, code, number + 1),
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/%s/DW 1000/FontDescriptor %d 0 R"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 4>>>>"
            % (base, number + 2),
            b"<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[0 -200 1000 900]"
            b"/ItalicAngle 0/Ascent 859/Descent -140/CapHeight 700/StemV 80>>"
            % (base, 6 if "Mincho" in name or "Ryumin" in name else 4),
        ]
    return paper([content], resources=b"/Font<<%s>>" % names, more=more)


def told(text: str, encoding: str) -> bytes:
    """A text as a PDF string in the code of a predefined encoding."""
    code = text.encode("utf-16-be" if encoding.startswith("Uni") else "cp932")
    return b"<%s>" % code.hex().encode()
