"""Titles are found by how they sound."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from meetings.words.readings import reading


@pytest.mark.parametrize(
    ("title", "sound"),
    [
        ("民生費", "みんせいひ"),
        ("児童福祉総務費", "じどうふくしそうむひ"),
        ("公民館使用料条例", "こうみんかんしようりょうじょうれい"),
        ("会議録署名議員の指名", "かいぎろくしょめいぎいんのしめい"),
        ("予算書", "よさんしょ"),
        ("", ""),
    ],
)
def test_a_title_is_read_in_hiragana(title: str, sound: str) -> None:
    assert reading(title) == sound


def test_many_threads_may_ask_at_once() -> None:
    titles = [f"第{number}款 民生費" for number in range(200)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(reading, titles)) == [reading(title) for title in titles]
