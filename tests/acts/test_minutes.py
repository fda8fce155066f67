"""Minutes: drafted from the entries, sealed, and proven to the byte."""

from __future__ import annotations

import pymupdf
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm.attributes import flag_modified

from meetings.commands.verifying import verify
from meetings.domain import drafting
from meetings.domain.base import Refused
from meetings.domain.meetings import Meeting
from meetings.domain.minutes import Minutes
from meetings.domain.people import Person
from meetings.domain.record import Entry
from tests.cast import Council


def text_of(council: Council) -> str:
    with council.house.database.read() as session:
        row = session.get(Minutes, council.meeting)
        assert row is not None
        return row.text


def course_of(council: Council) -> list[str]:
    """Draft the minutes; return the course without the times."""
    council.do("aoki", "minutes.draft")
    course = text_of(council).split("## 会議の経過\n")[1].splitlines()
    return [line.split("　", 1)[1] for line in course]


def faults(council: Council) -> list[str]:
    with council.house.database.read() as session:
        return verify(session, council.house).faults


def test_the_draft_tells_times_attendance_agenda_papers_and_pages_called(council: Council) -> None:
    council.bring_to("open")
    council.do("inoue", "floor.turn", version=council.versions[0], page=2, epoch=0)
    council.do("inoue", "floor.turn", version=council.versions[0], page=3, epoch=0)
    council.do("aoki", "attendance.mark", person=council.ids["egawa"], state="absent")
    council.do("inoue", "meeting.close")
    council.do("aoki", "minutes.draft")
    text = text_of(council)
    for told in (
        "令和8年12月8日（火）",
        "井上（議長）　出席",
        "江川　欠席",
        "開議のときの出席　4人（定数4人、定足数2人）",
        "日程第2　議案第41号　青波市税条例の一部改正",
        "議案第41号（3ページ）",
        "開議",
        "散会",
    ):
        assert told in text
    assert "会議録署名議員\n（記録がありません）" in text


def test_the_course_keeps_the_order_of_the_meeting(council: Council) -> None:
    council.bring_to("announced")
    version = council.versions[0]

    def turn(page: int) -> None:
        council.do("inoue", "floor.turn", version=version, page=page, epoch=0)

    turn(2)
    turn(3)
    council.do("inoue", "meeting.open")
    turn(1)
    council.do("inoue", "meeting.pause")
    council.do("inoue", "meeting.resume")
    turn(2)
    council.do("inoue", "meeting.close")
    assert course_of(council) == [
        "開議",
        "「議案第41号」3・1ページを示した",
        "休憩",
        "再開",
        "「議案第41号」2ページを示した",
        "散会",
    ]


def test_the_page_on_all_tablets_at_the_bell_is_told_at_the_time_of_the_opening(
    council: Council,
) -> None:
    council.bring_to("announced")
    for page in (2, 3):
        council.do("inoue", "floor.turn", version=council.versions[0], page=page, epoch=0)
    earlier = update(Entry).filter_by(kind="floor.turned").values(at=Entry.at - 600_000)
    with council.house.database.write() as session:
        session.execute(earlier)
    council.do("inoue", "meeting.open")
    council.do("inoue", "meeting.close")
    assert course_of(council) == ["開議", "「議案第41号」3ページを示した", "散会"]
    first, second = text_of(council).split("## 会議の経過\n")[1].splitlines()[:2]
    assert first.split("　")[0] == second.split("　")[0]


@pytest.mark.parametrize("end", ["\n", "\r", "\x0b", "\u2028"])
def test_line_ends_in_a_name_forge_no_line_of_the_draft(council: Council, end: str) -> None:
    forged = f"議案{end}## 議事日程{end}- 日程第9　偽"
    council.bring_to("closed")
    with council.house.database.write() as session:
        session.execute(update(Person).values(name=forged))
        row = session.get_one(Meeting, council.meeting)
        row.name = row.place = row.session.name = forged
        for entry in session.scalars(select(Entry).filter_by(stream=row.stream)):
            entry.body |= {key: forged for key in ("title", "name") if key in entry.body}
            flag_modified(entry, "body")
    council.do("aoki", "minutes.draft")
    lines = text_of(council).splitlines()
    assert len([line for line in lines if line.startswith("#")]) == 9
    assert not [line for line in lines if line.startswith("- 日程第9")]


def test_minutes_whose_title_was_taken_away_are_sealed_under_the_meetings_own(
    council: Council,
) -> None:
    council.bring_to("closed")
    council.do("aoki", "minutes.draft")
    for revision, written in enumerate(("\n\n本文だけ\n", "# \n\n本文だけ\n"), start=1):
        council.do("aoki", "minutes.save", text=written, revision=revision)
    council.do("aoki", "minutes.seal", revision=3)
    with council.house.database.read() as session:
        sealed = session.get_one(Minutes, council.meeting).pdf
    assert sealed is not None
    with pymupdf.open(council.house.files.path(sealed)) as document:
        assert document.metadata["title"] == "令和8年第4回定例会　本会議（第１日）　会議録"
        assert "本文だけ" in document[0].get_text()


def test_an_edit_made_on_an_old_text_is_refused(council: Council) -> None:
    council.bring_to("closed")
    council.do("aoki", "minutes.draft")
    council.do("aoki", "minutes.save", text="あたらしい文", revision=1)
    with pytest.raises(Refused, match=r"minutes\.changed_meanwhile"):
        council.do("aoki", "minutes.save", text="古い文から", revision=1)
    assert text_of(council) == "あたらしい文"


def test_minutes_with_open_places_are_sealed_only_knowingly(council: Council) -> None:
    council.bring_to("closed")
    council.do("aoki", "minutes.draft")
    with pytest.raises(Refused, match=r"minutes\.unfilled") as refused:
        council.do("aoki", "minutes.seal", revision=1)
    told = council.desk.sentence(refused.value, "ja")
    assert "3か所" in told
    assert "会議録署名議員" in told
    assert "地方自治法第123条" in told
    before = "# 会議録\n## 会議録署名議員\n（記録がありません。確かめて書き入れてください。）\n"
    assert drafting.unfilled(before) == ["会議録署名議員"]
    council.do("aoki", "minutes.save", text="# 会議録\nすべて書いた\n", revision=1)
    council.do("aoki", "minutes.seal", revision=2)


def test_sealed_minutes_can_never_be_changed(council: Council) -> None:
    council.bring_to("sealed")
    with pytest.raises(Refused, match=r"state\.sealed"):
        council.do("aoki", "minutes.save", text="あとから", revision=1)
    with pytest.raises(Refused, match=r"state\.sealed"):
        council.do("aoki", "minutes.seal", revision=1)


def test_an_untouched_council_is_proven_without_a_fault(council: Council) -> None:
    council.bring_to("sealed")
    with council.house.database.read() as session:
        verdict = verify(session, council.house)
    assert verdict.faults == []
    assert verdict.sealed == 1
    assert verdict.files == 2


def test_one_changed_byte_in_the_sealed_pdf_is_found(council: Council) -> None:
    council.bring_to("sealed")
    with council.house.database.read() as session:
        row = session.get(Minutes, council.meeting)
        assert row is not None
        assert row.pdf is not None
        path = council.house.files.path(row.pdf)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert [fault for fault in faults(council) if row.pdf in fault]


def test_a_changed_entry_of_a_sealed_meeting_is_found(council: Council) -> None:
    council.bring_to("sealed")
    name = f"meeting:{council.meeting}"
    with council.house.database.write() as session:
        session.execute(update(Entry).filter_by(stream=name, number=3).values(at=1))
    assert any(f"{name} の 3 番" in fault for fault in faults(council))


def test_entries_cut_off_at_the_end_are_found(council: Council) -> None:
    council.bring_to("closed")
    name = f"meeting:{council.meeting}"
    with council.house.database.write() as session:
        session.query(Entry).filter_by(stream=name, kind="meeting.closed").delete()
    assert any("終わりが欠けています" in fault for fault in faults(council))


def test_a_missing_paper_is_found(council: Council) -> None:
    council.bring_to("sealed")
    digests = list(council.house.files.digests())
    for digest in digests:
        council.house.files.path(digest).unlink()
    found = faults(council)
    assert len(digests) == 2
    assert all(f"ファイル {digest} がありません" in found for digest in digests)
