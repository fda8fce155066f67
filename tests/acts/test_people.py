"""People as they are listed."""

from __future__ import annotations

from meetings.domain import bodies, people
from tests.cast import PASSWORD, Council


def test_kana_order_takes_hiragana_katakana_and_half_width_alike(council: Council) -> None:
    for login, furigana in (("kana-1", "イトウ"), ("kana-2", "ｳｴﾀﾞ　ｱ"), ("kana-3", "えがわ あ")):
        given = {"name": login, "furigana": furigana, "login": login, "role": "member"}
        made = council.desk.do("person.add", None, given | {"password": PASSWORD})["body"]
        seat = {"body": 1, "person": made["person"], "office": "member"}
        council.desk.do("seat.give", None, seat)
    with council.house.database.read() as session:
        listed = [person.login for person in people.everyone(session)]
        seated = [seat.person.login for seat in bodies.seats(session, 1)]
    order = ["kana-1", "inoue", "ueda", "kana-2", "egawa", "kana-3"]
    assert [login for login in listed if login in order] == order
    assert seated == ["inoue", "kana-1", "ueda", "kana-2", "egawa", "kana-3", "kimura"]
