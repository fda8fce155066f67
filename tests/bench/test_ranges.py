"""The plain server that a peer's reader reads a paper from."""

from pathlib import Path

import pymupdf
import requests

from bench.ground.ranges import serving
from bench.ground.samples import scanned_paper


def test_a_file_comes_whole_and_in_ranges(tmp_path: Path) -> None:
    """What pdf.js asks of a server: that it tells of ranges, and sends the one asked for."""
    (tmp_path / "paper.pdf").write_bytes(b"0123456789")
    with serving({"papers": tmp_path}) as url:
        whole = requests.get(f"{url}/papers/paper.pdf", timeout=5)
        assert (whole.status_code, whole.content) == (200, b"0123456789")
        assert whole.headers["Accept-Ranges"] == "bytes"
        asked = {"Range": "bytes=3-5"}
        part = requests.get(f"{url}/papers/paper.pdf", headers=asked, timeout=5)
        assert (part.status_code, part.content) == (206, b"345")
        assert part.headers["Content-Range"] == "bytes 3-5/10"
        assert requests.get(f"{url}/others/paper.pdf", timeout=5).status_code == 404


def test_no_two_pages_of_the_scanned_paper_share_a_picture() -> None:
    """A reader that keeps pictures has to draw each page of it."""
    with pymupdf.open(stream=scanned_paper(3, looks=1), filetype="pdf") as paper:
        pictures = {page.get_images()[0][0] for page in paper}
    assert len(pictures) == 3
