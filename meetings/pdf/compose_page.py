"""Papers of our own making: pages to write, rule and paint on, in points from the top left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Literal

from meetings.pdf.compose_file import CREATOR, EmbeddedFont, Objects, date, srgb, text, xmp
from meetings.pdf.compose_fonts import MINCHO, FontFile, Glyph, typeface

Align = Literal["left", "center", "right"]
A4 = (595.28, 841.89)
A3_LANDSCAPE = (1190.55, 841.89)
# A font that is named and not embedded, as older council papers have it.
RYUMIN = "ryumin"
_RYUMIN = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light-UniJIS-UTF16-H /Encoding"
    b" /UniJIS-UTF16-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont"
    b" /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 4 >>"
    b" /DW 1000 /W [1 95 500] /FontDescriptor << /Type /FontDescriptor /FontName /Ryumin-Light"
    b" /Flags 6 /FontBBox [-170 -331 1024 903] /ItalicAngle 0 /Ascent 723 /Descent -241"
    b" /CapHeight 709 /StemV 69 >> >>] >>"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture put into a paper: its object and size in pixels."""

    number: int
    width: int
    height: int


def width(string: str, size: float, face: str = MINCHO) -> float:
    """The length in points of one line of text."""
    if face == RYUMIN:
        return sum(0.5 if char.isascii() else 1 for char in string) * size
    return sum(glyph.width for glyph in typeface(face).glyphs(string)) * size / 1000


class Page:
    """One page; (x, y) is counted from its top left corner, text stands on the line at y."""

    def __init__(self, paper: Paper, wide: float, high: float) -> None:
        self.wide, self.high = wide, high
        self._paper = paper
        self._content: list[bytes] = []
        self.pictures: list[Picture] = []

    def text(
        self,
        x: float,
        y: float,
        string: str,
        size: float,
        face: str = MINCHO,
        align: Align = "left",
        fill: float | None = None,
    ) -> None:
        """One line at x (its left end, centre or right end); `fill` spreads it over that length."""
        if face == RYUMIN:
            self._plain(x, y, string, size, align)
        else:
            self.glyphs(x, y, typeface(face).glyphs(string), size, align, fill)

    def glyphs(
        self,
        x: float,
        y: float,
        glyphs: list[Glyph],
        size: float,
        align: Align = "left",
        fill: float | None = None,
    ) -> None:
        """One line of glyphs, as `text`."""
        length = sum(glyph.width for glyph in glyphs) * size / 1000
        space = 0.0
        if fill is not None and len(glyphs) > 1:
            space, length = (fill - length) / (len(glyphs) - 1), fill
        x -= {"left": 0.0, "center": length / 2, "right": length}[align]
        self._show(x, y, glyphs, size, space, "F")

    def column(self, x: float, y: float, string: str, size: float, face: str = MINCHO) -> None:
        """One line of vertical writing, centred on x, downward from y."""
        self._show(x, y, typeface(face).glyphs(string, vertical=True), size, 0.0, "V")

    def _show(
        self, x: float, y: float, glyphs: list[Glyph], size: float, space: float, way: str
    ) -> None:
        out = [b"BT %.2f %.2f Td %.3f Tc" % (x, self.high - y, space)]
        for file, run in groupby(glyphs, key=lambda glyph: glyph.file):
            index, font = self._paper.font(file)
            codes = b"".join(b"%04x" % font.code(glyph) for glyph in run)
            out.append(b"/%s%d %.4g Tf <%s> Tj" % (way.encode(), index, size, codes))
        self._content.append(b" ".join(out) + b" ET")

    def _plain(self, x: float, y: float, string: str, size: float, align: Align) -> None:
        length = width(string, size, RYUMIN)
        x -= {"left": 0.0, "center": length / 2, "right": length}[align]
        self._content.append(
            b"BT %.2f %.2f Td 0 Tc /R %.4g Tf <%s> Tj ET"
            % (x, self.high - y, size, string.encode("utf-16-be").hex().encode())
        )

    def line(self, x0: float, y0: float, x1: float, y1: float, thick: float = 0.4) -> None:
        """A straight black rule, `thick` points."""
        self._content.append(
            b"%.2f w %.2f %.2f m %.2f %.2f l S" % (thick, x0, self.high - y0, x1, self.high - y1)
        )

    def box(self, x: float, y: float, wide: float, high: float, thick: float = 0.4) -> None:
        """A black frame whose top left corner is (x, y)."""
        self._content.append(
            b"%.2f w %.2f %.2f %.2f %.2f re S" % (thick, x, self.high - y - high, wide, high)
        )

    def shade(self, x: float, y: float, wide: float, high: float, grey: float) -> None:
        """A filled area without frame; `grey` from 0 (black) to 1 (white)."""
        self._content.append(
            b"q %.3f g %.2f %.2f %.2f %.2f re f Q" % (grey, x, self.high - y - high, wide, high)
        )

    def paint(self, picture: Picture) -> None:
        """The picture over the whole page."""
        self.pictures.append(picture)
        self._content.append(
            b"q %.2f 0 0 %.2f 0 0 cm /P%d Do Q" % (self.wide, self.high, picture.number)
        )

    def content(self) -> bytes:
        """The page's drawing operators."""
        return b"\n".join(self._content)


class Paper:
    """A PDF in the making; pages are added in order, `finish` gives the file."""

    def __init__(
        self, title: str, made: datetime, lang: str = "ja", archival: bool = False
    ) -> None:
        self.title, self.made, self.lang, self.archival = title, made, lang, archival
        self.pages: list[Page] = []
        self._objects = Objects()
        self._fonts: dict[FontFile, tuple[int, EmbeddedFont]] = {}
        self._marks: list[tuple[int, str, int, float]] = []

    def page(self, wide: float = A4[0], high: float = A4[1]) -> Page:
        """A new last page, in points."""
        self.pages.append(Page(self, wide, high))
        return self.pages[-1]

    def font(self, file: FontFile) -> tuple[int, EmbeddedFont]:
        """The font file's number and codes in this paper."""
        return self._fonts.setdefault(file, (len(self._fonts), EmbeddedFont(file)))

    def jpeg(self, data: bytes, wide: int, high: int) -> Picture:
        """Store a grey JPEG picture, in pixels."""
        number = self._objects.stream(
            data,
            (
                b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray"
                b" /BitsPerComponent 8 /Filter /DCTDecode" % (wide, high)
            ),
            packed=False,
        )
        return Picture(number, wide, high)

    def mark(self, title: str, level: int = 0, y: float = 0.0) -> None:
        """A line of the outline (bookmarks), leading to the last page; level 0 is the highest."""
        self._marks.append((level, title, len(self.pages) - 1, y))

    def finish(self) -> bytes:
        """The whole file; equal calls give equal bytes."""
        objects = self._objects
        parent = objects.reserve()
        fonts = objects.put(b"<< %s >>" % b" ".join(self._font_names()))
        kids = [self._page(page, parent, fonts) for page in self.pages]
        objects.put(
            b"<< /Type /Pages /Count %d /Kids [%s] >>"
            % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids)),
            parent,
        )
        info = objects.put(
            b"<< /Title %s /Creator %s /CreationDate %s /ModDate %s >>"
            % (text(self.title), text(CREATOR), date(self.made), date(self.made))
        )
        return objects.file(self._root(parent, kids), info)

    def _font_names(self) -> Iterator[bytes]:
        for index, font in self._fonts.values():
            horizontal, vertical = font.write(self._objects)
            yield b"/F%d %d 0 R /V%d %d 0 R" % (index, horizontal, index, vertical)
        if any(b"/R " in page.content() for page in self.pages):
            yield b"/R %d 0 R" % self._objects.put(_RYUMIN)

    def _page(self, page: Page, parent: int, fonts: int) -> int:
        content = self._objects.stream(page.content())
        pictures = b" ".join(b"/P%d %d 0 R" % (own.number, own.number) for own in page.pictures)
        return self._objects.put(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R"
            b" /Resources << /Font %d 0 R /XObject << %s >> >> >>"
            % (parent, page.wide, page.high, content, fonts, pictures)
        )

    def _root(self, parent: int, kids: list[int]) -> int:
        objects = self._objects
        metadata = objects.stream(
            xmp(self.title, self.lang, self.made, self.archival),
            b"/Type /Metadata /Subtype /XML",
            packed=False,
        )
        profile = objects.stream(srgb(), b"/N 3")
        return objects.put(
            b"<< /Type /Catalog /Pages %d 0 R /Lang (%s) /Metadata %d 0 R %s"
            b" /ViewerPreferences << /DisplayDocTitle true >> /OutputIntents [<< /Type"
            b" /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1)"
            b" /Info (sRGB IEC61966-2.1) /DestOutputProfile %d 0 R >>] >>"
            % (parent, self.lang.encode(), metadata, self._outline(kids), profile)
        )

    def _outline(self, kids: list[int]) -> bytes:
        """The outline's objects, each linked to its parent and neighbours."""
        if not self._marks:
            return b""
        numbers = [self._objects.reserve() for _ in self._marks]
        top = self._objects.reserve()
        above: list[int] = []
        for level, *_ in self._marks:
            above.append(self._above(level, above))
        for index, (_, title, page, y) in enumerate(self._marks):
            family = [at for at, parent in enumerate(above) if parent == above[index]]
            at = family.index(index)
            links = b" /Prev %d 0 R" % numbers[family[at - 1]] if at else b""
            if at + 1 < len(family):
                links += b" /Next %d 0 R" % numbers[family[at + 1]]
            self._objects.put(
                b"<< /Title %s /Parent %d 0 R /Dest [%d 0 R /XYZ 0 %.2f null]%s%s >>"
                % (
                    text(title),
                    top if above[index] < 0 else numbers[above[index]],
                    kids[page],
                    self.pages[page].high - y,
                    links,
                    self._children(index, above, numbers),
                ),
                numbers[index],
            )
        self._objects.put(b"<< /Type /Outlines%s >>" % self._children(-1, above, numbers), top)
        return b"/Outlines %d 0 R /PageMode /UseOutlines" % top

    def _above(self, level: int, above: list[int]) -> int:
        """The mark that holds the next one, of this level; -1 for the outline itself."""
        lower = (at for at in range(len(above) - 1, -1, -1) if self._marks[at][0] < level)
        return next(lower, -1)

    def _children(self, index: int, above: list[int], numbers: list[int]) -> bytes:
        found = [numbers[at] for at, parent in enumerate(above) if parent == index]
        # A negative count keeps the branch folded when the paper is opened.
        return (
            (
                b" /First %d 0 R /Last %d 0 R /Count %d"
                % (found[0], found[-1], len(found) if index < 0 else -len(found))
            )
            if found
            else b""
        )
