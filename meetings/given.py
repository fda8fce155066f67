"""What is given from outside, as all inside expect it: JSON, whole numbers, lines, texts."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, Field

MOST = 2**31 - 1
"""The highest whole number that is stored or asked for."""

Whole = Annotated[int, Field(ge=0, le=MOST)]
"""An id or a counter."""
Place = Annotated[int, Field(ge=1, le=MOST)]
"""A page, or a place in a row."""

_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""Whatever else ends a line somewhere."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and halves of signs, but no tabs and line ends."""
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that make a text look like another one."""
_COMPOSABLE = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
"""All but the compatibility ideographs: NFC would put another form of a kanji into a name."""
_KEY = re.compile("[!-~]{8,40}")


def is_whole(value: object, least: int = 0) -> bool:
    """Say whether a value is a whole number from ``least`` to `MOST`."""
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= MOST


def whole(text: str) -> int | None:
    """Return the whole number that a text is, None where it is none."""
    found = int(text) if re.fullmatch("[0-9]{1,10}", text) else None
    return found if is_whole(found) else None


def is_device(value: object) -> bool:
    """Say whether a value can name a device: 8 to 40 signs of ASCII."""
    return isinstance(value, str) and _KEY.fullmatch(value) is not None


def composed(text: str) -> str:
    """Return a text with its marks composed (NFC), each kanji in the form that was written."""
    return _COMPOSABLE.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def one_line(text: str) -> str:
    """Return a text of one line: composed, no control characters, no blanks around it.

    Empty where nothing of it could be seen.
    """
    plain = re.sub("[\t\n]", " ", _CONTROLS.sub(" ", _ENDS.sub(" ", text)))
    tidy = _DIRECTIONS.sub("", composed(plain)).strip()
    seen = any(unicodedata.category(sign)[0] not in "CZ" for sign in tidy)
    return tidy if seen else ""


def many_lines(text: str) -> str:
    """Return a text composed, its lines ended by LF, without other control characters but tabs."""
    return _DIRECTIONS.sub("", composed(_CONTROLS.sub("", _ENDS.sub("\n", text))))


ONE_LINE = AfterValidator(one_line)
"""Makes an argument's text one line, before its length is judged."""
MANY_LINES = AfterValidator(many_lines)
"""Makes an argument's text lines ended by LF."""


def read_json(text: str | bytes) -> Any:
    """Return what JSON says; ValueError also where it is nested too deep or holds half a sign."""
    try:
        value = json.loads(text)
        # An escaped half of a surrogate pair can neither be stored nor sent on.
        json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("nested too deep") from None
    return value


class EventJson:
    """JSON as it comes over the socket."""

    dumps = staticmethod(json.dumps)

    @staticmethod
    def loads(text: str, **_: object) -> Any:
        """Read JSON; an event with what nobody can keep comes without it, to be refused."""
        try:
            return read_json(text)
        except ValueError:
            if named := re.match(r'\["(\w+)"', text):
                return [named[1]]
            raise
