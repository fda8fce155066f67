"""The archive of a sealed meeting: one zip that proves itself without this product.

It holds ``minutes.pdf``, ``minutes.txt``, ``record.jsonl`` (one entry a line),
``papers/<digest>.pdf``, ``SHA256SUMS`` (for ``sha256sum -c``) and ``README.txt``. Equal records
give equal bytes.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.orm import Session

from meetings.commands.verifying import Verdict
from meetings.commands.vouching import vouched_for
from meetings.domain import record
from meetings.domain.base import NotFound
from meetings.domain.meetings import Meeting
from meetings.domain.minutes import Minutes
from meetings.domain.record import Body, Entry
from meetings.files import Files

_README = """\
議場（Gijo）の会議の保管ファイルです。

minutes.pdf    封印した会議録（PDF/A）
minutes.txt    封印した会議録の本文（UTF-8）
record.jsonl   会議の記録（1行に1件）
papers/        配付した会議資料（ファイル名は中身のSHA-256）
SHA256SUMS     各ファイルのSHA-256。「sha256sum -c SHA256SUMS」で確かめられます。

記録は1件ごとにつながっています。n件目のダイジェストは、n-1件目のダイジェスト（最初は空）、
改行（LF）、JSON配列 [number,kind,at,by,body]（キーは昇順、空白なし、UTF-8）を順に並べた
バイト列のSHA-256です。minutes.sealed の pdf は minutes.pdf の、text は minutes.txt の、
chain は number 番までの記録のダイジェストです。
"""


def pack(session: Session, files: Files, meeting: Meeting, into: BinaryIO) -> None:
    """Write the archive of a sealed meeting; `NotFound` where it isn't sealed."""
    row = session.get(Minutes, meeting.id)
    if row is None or row.pdf is None:
        raise NotFound("minutes")
    entries = record.after(session, meeting.stream, 0)
    lines = (json.dumps(_line(entry), ensure_ascii=False, sort_keys=True) for entry in entries)
    content = {
        "README.txt": _README.encode(),
        "minutes.pdf": files.path(row.pdf).read_bytes(),
        "minutes.txt": row.text.encode(),
        "record.jsonl": "".join(f"{line}\n" for line in lines).encode(),
    }
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in content.items()}
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(_dateless(name), data)
        for digest in sorted(_published(entries)):
            sums[f"papers/{digest}.pdf"] = digest
            archive.writestr(_dateless(f"papers/{digest}.pdf"), files.path(digest).read_bytes())
        listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
        archive.writestr(_dateless("SHA256SUMS"), listed)


def _dateless(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _line(entry: Entry) -> Body:
    return {name: getattr(entry, name) for name in ("number", "kind", "at", "by", "body", "digest")}


def _published(entries: list[Entry]) -> set[str]:
    kinds = ("paper.published", "paper.replaced")
    return {entry.body["digest"] for entry in entries if entry.kind in kinds}


_UNREADABLE = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, OSError, EOFError,
               NotImplementedError, RuntimeError)  # fmt: skip
"""What reading a damaged zip or record raises."""


def verify(path: Path) -> Verdict:
    """Prove an archive from nothing but itself; never stops at a fault."""
    verdict = Verdict(streams=1, sealed=1)
    try:
        with zipfile.ZipFile(path) as archive:
            verdict.faults += _walk(archive, verdict)
    except _UNREADABLE as trouble:
        verdict.faults.append(f"保管ファイルを読めません（{trouble}）")
    return verdict


def _walk(archive: zipfile.ZipFile, verdict: Verdict) -> Iterator[str]:
    listed = dict(_sums(archive.read("SHA256SUMS").decode()))
    names = set(archive.namelist()) - {"SHA256SUMS"}
    for name in sorted(names | set(listed)):
        verdict.files += 1
        found = _digest(archive, name) if name in names else None
        if found != listed.get(name):
            yield f"{name} の中身が変わっています"
    entries = [Entry(**json.loads(line)) for line in archive.read("record.jsonl").splitlines()]
    verdict.entries = len(entries)
    for number in record.broken(entries):
        yield f"記録の {number} 番が書きかえられています"
    yield from _sealed(entries, listed, verdict)


def _sums(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        digest, _, name = line.partition("  ")
        yield name, digest


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as file:
        return hashlib.sha256(file.read()).hexdigest()


def _sealed(entries: list[Entry], listed: dict[str, str], verdict: Verdict) -> Iterator[str]:
    seals = [entry for entry in entries if entry.kind == "minutes.sealed"]
    if len(seals) != 1:
        yield "封印の記録がありません"
        return
    body = seals[0].body
    if vouched_for(entries, body) != body["chain"]:
        yield "会議録が証明する記録が変わっています"
    if listed.get("minutes.pdf") != body["pdf"]:
        yield "minutes.pdf が封印の記録と合いません"
    if "text" not in body:
        verdict.notes.append(
            "封印に本文のダイジェストがありません（前の版の封印）。"
            "minutes.txt は minutes.pdf と見くらべてください"
        )
    elif listed.get("minutes.txt") != body["text"]:
        yield "minutes.txt が封印の記録と合いません"
    for digest in sorted(_published(entries)):
        if listed.get(f"papers/{digest}.pdf") != digest:
            yield f"配付した資料 {digest} がありません"
