from __future__ import annotations

import io
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from meetings.pdf import Pages, Refused, WorkerFailed
from tests.pdf import papers

Keep = Callable[[bytes], Path]
Reason = Callable[..., str]
GIB = 1024**3


def endless() -> bytes:
    """A page of forms that call each other ten times, ten deep: 10^10 squares."""
    call = b" ".join([b"/F Do"] * 10)
    about = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    forms = [
        papers.stream(call, about + b"/Resources<</XObject<</F %d 0 R>>>>" % (4 + at))
        for at in range(10)
    ]
    forms.append(papers.stream(b"0 0 9 9 re f", about))
    return papers.paper([call], resources=b"/XObject<</F 3 0 R>>", more=forms)


@pytest.fixture
def hasty() -> Iterator[Pages]:
    """A pool of two whose jobs may take two seconds."""
    pool = Pages(workers=2, seconds=2)
    yield pool
    pool.close()


def wait_for(what: Callable[[], bool]) -> None:
    """Wait until something is so; fail after ten seconds."""
    patience = threading.Event()
    until = time.monotonic() + 10
    while not what():
        assert time.monotonic() < until
        patience.wait(0.005)


def test_a_page_that_never_ends_is_refused_and_the_pool_serves_on(
    hasty: Pages, keep: Keep, reason: Reason
) -> None:
    hard, easy = keep(endless()), keep(papers.paper())
    assert hasty.read(hard).pages == 1
    begun = time.monotonic()
    assert reason(hasty.picture, hard, 1, 240) == "paper.too_complex"
    assert time.monotonic() - begun < 10
    assert hasty.picture(easy, 1, 240).width == 240
    # What was too much a moment ago is refused without another try, at any width.
    begun = time.monotonic()
    assert reason(hasty.picture, hard, 1, 1640) == "paper.too_complex"
    assert time.monotonic() - begun < 1


def test_an_easy_page_does_not_wait_behind_a_hard_one(hasty: Pages, keep: Keep) -> None:
    hard, easy = keep(endless()), keep(papers.paper())
    hasty.read(hard)
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(hasty.picture, hard, 1, 240)
        for width in (240, 241, 242):
            assert hasty.picture(easy, 1, width).width == width
        assert not slow.done()
        assert isinstance(slow.exception(), Refused)


def test_made_bombs_end_within_their_time(
    hasty: Pages, keep: Keep, reason: Reason, shared_data: Path
) -> None:
    easy = keep(papers.paper())
    made = shared_data / "pdf-made"
    begun = time.monotonic()
    assert reason(hasty.read, made / "double-flate-1GiB.pdf") == "paper.too_complex"
    forms = made / "form-xobject-1e9.pdf"
    assert hasty.read(forms).pages == 1
    assert reason(hasty.picture, forms, 1, 1240) == "paper.too_complex"
    assert time.monotonic() - begun < 20
    assert hasty.picture(easy, 1, 240).bytes


def test_a_page_that_needs_too_much_memory_is_refused(keep: Keep, reason: Reason) -> None:
    pool = Pages(workers=1, memory=GIB // 2, max_pixels=400_000_000)
    try:
        large = keep(papers.paper(size=(5000, 5000)))
        assert reason(pool.picture, large, 1, 20_000) == "paper.too_complex"
        assert pool.read(large).pages == 1
    finally:
        pool.close()


def test_an_image_that_says_it_is_huge_does_no_harm(pages: Pages, keep: Keep) -> None:
    about = b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/BitsPerComponent 8"
    image = papers.stream(b"", about + b"/ColorSpace/DeviceRGB")
    path = keep(papers.paper([b"/I Do"], resources=b"/XObject<</I 3 0 R>>", more=[image]))
    # MuPDF passes over an image without data; what counts is that an answer comes.
    assert pages.picture(path, 1, 240).width == 240


def test_a_killed_process_costs_nobody_an_answer(keep: Keep) -> None:
    pool = Pages(workers=1, seconds=20)
    try:
        path = keep(papers.many_pages(50))
        pool.read(path)
        with ThreadPoolExecutor() as threads:
            asked = [threads.submit(pool.picture, path, page, 1640) for page in range(1, 51)]
            wait_for(asked[3].done)
            for pid in pool.processes():
                os.kill(pid, signal.SIGKILL)
            assert [answer.result().width for answer in asked] == [1640] * 50
    finally:
        pool.close()


def test_many_threads_at_once_get_each_their_own_page(pages: Pages, keep: Keep) -> None:
    contents = [b"%g g 0 0 600 900 re f" % (at / 10) for at in range(11)]
    path = keep(papers.paper(contents))
    with ThreadPoolExecutor(8) as threads:
        facts = [threads.submit(pages.read, path) for _ in range(4)]
        asked = [threads.submit(pages.picture, path, at + 1, 60 + at) for at in range(11)]
        for at, answer in enumerate(asked):
            picture = answer.result()
            level = Image.open(io.BytesIO(picture.bytes)).convert("L").getpixel((30, 30))
            assert picture.width == 60 + at
            assert level == pytest.approx(at * 25.5, abs=9)
        assert [fact.result().pages for fact in facts] == [11] * 4


def test_the_same_page_asked_for_by_many_is_drawn_once(keep: Keep) -> None:
    pool = Pages(workers=1, seconds=2)
    try:
        hard = keep(endless())
        pool.read(hard)
        begun = time.monotonic()
        with ThreadPoolExecutor(20) as threads:
            asked = [threads.submit(pool.picture, hard, 1, 240) for _ in range(20)]
            assert all(isinstance(one.exception(), Refused) for one in asked)
        assert time.monotonic() - begun < 10
    finally:
        pool.close()


def test_what_somebody_waits_for_goes_before_what_is_made_ahead(keep: Keep) -> None:
    pool = Pages(workers=1, seconds=20)
    try:
        path = keep(papers.many_pages(60))
        pool.read(path)
        order: list[str] = []

        def ask(page: int, ahead: bool) -> None:
            if ahead:
                pool.pictures(path, page, page, [1640], 0)
            else:
                pool.picture(path, page, 1640)
            order.append("ahead" if ahead else "waited for")

        with ThreadPoolExecutor(64) as threads:
            background = [threads.submit(ask, page, True) for page in range(1, 60)]
            wait_for(background[0].done)
            threads.submit(ask, 60, False).result()
            assert order.index("waited for") < 30
        assert order.count("ahead") == 59
    finally:
        pool.close()


def test_a_pool_may_be_started_before_there_is_work_and_closed_without_any() -> None:
    pool = Pages(workers=2)
    pool.start()
    pool.start()
    wait_for(lambda: len(pool.processes()) == 2)
    pool.close()
    pool.start()
    assert pool.processes() == []


def test_a_closed_pool_leaves_no_process_and_no_one_waiting(keep: Keep) -> None:
    pool = Pages(workers=1, seconds=20)
    hard = keep(endless())
    pool.read(hard)
    [pid] = pool.processes()
    with ThreadPoolExecutor() as threads:
        asked = [threads.submit(pool.picture, hard, 1, width) for width in (240, 241)]
        wait_for(lambda: all(one.running() for one in asked))
        pool.close()
        assert all(isinstance(one.exception(), WorkerFailed) for one in asked)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(WorkerFailed):
        pool.read(hard)


def test_no_process_is_started_before_it_is_needed() -> None:
    pool = Pages(workers=2)
    assert pool.processes() == []
    pool.close()


def test_a_paper_that_vanished_is_our_fault_and_not_the_papers(
    pages: Pages, tmp_path: Path
) -> None:
    with pytest.raises(WorkerFailed, match="FileNotFoundError"):
        pages.read(tmp_path / "gone.pdf")
