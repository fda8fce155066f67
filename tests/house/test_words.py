"""Every sentence is said in Japanese and in English, and every key that is asked for exists."""

import string
from collections.abc import Iterable

import pytest

from meetings.words import LANGUAGES, Words
from tests.house import sentences

TABLES = Words().tables
KEYS = frozenset(TABLES["ja"])
GROUPS = {key.split(".")[0] for key in KEYS}


def unsaid(asked: Iterable[sentences.Asked]) -> list[str]:
    """Return what is asked for and has no sentence.

    A page's module may leave out the group its page carries: `turn` for `reader.turn`.
    """
    return [
        f"{place}: {key}"
        for key, begins, place in asked
        if not any(_known(name, begins) for name in (key, *(f"{group}.{key}" for group in GROUPS)))
    ]


def _known(key: str, begins: bool) -> bool:
    return any(known.startswith(key) for known in KEYS) if begins else key in KEYS


def holes(sentence: str) -> set[str | None]:
    """Return the names of a sentence's `{holes}`."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys(language: str) -> None:
    assert TABLES[language].keys() ^ KEYS == set()


def test_a_sentence_has_the_same_holes_in_every_language() -> None:
    shared = TABLES["ja"].keys() & TABLES["en"].keys()
    assert [k for k in shared if holes(TABLES["ja"][k]) != holes(TABLES["en"][k])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_meetings_state_has_one_name_on_every_screen(language: str) -> None:
    table = TABLES[language]
    names = {key.removeprefix("state."): text for key, text in table.items() if key[:6] == "state."}
    assert len(names) == 6
    assert {state: table[f"reader.state.{state}"] for state in names} == names


def test_no_sentence_is_empty_and_no_hole_is_nameless() -> None:
    every = [(key, text) for table in TABLES.values() for key, text in table.items()]
    assert [key for key, text in every if not text.strip() or "" in holes(text)] == []


def test_every_key_a_page_asks_for_has_its_sentence() -> None:
    assert unsaid(sentences.in_pages()) == []


def test_every_key_python_asks_for_has_its_sentence() -> None:
    assert unsaid(sentences.in_python()) == []


def test_every_refusal_has_its_sentence() -> None:
    assert unsaid(sentences.refusals()) == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("'home.open_today') }}", [("home.open_today", False)]),
        ("'state.' ~ meeting.state)", [("state.", True)]),
        ("`state.${state}`)", [("state.", True)]),
        (
            "state === 'open' ? 'pause' : 'resume', {at: 'ten'})",
            [("pause", False), ("resume", False)],
        ),
        ("name)", []),
    ],
)
def test_keys_are_found_in_the_ways_they_are_asked(text: str, keys: list[tuple[str, bool]]) -> None:
    assert list(sentences.in_call(text)) == keys
