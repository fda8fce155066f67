"""Who may do and see what, written a second time by hand: the tests hold the code to it.

Roles are those a person has in a meeting; states those of the meeting.
"""

from __future__ import annotations

ROLES = ("administrator", "clerk", "chair", "member", "executive", "guest")
STATES = ("preparing", "announced", "open", "recess", "closed", "sealed")
LOGINS = dict(zip(ROLES, ("kanri", "aoki", "inoue", "ueda", "kato", "ogawa"), strict=True))

EVERYBODY = set(ROLES)
CLERK = {"clerk"}
DAIS = {"clerk", "chair"}
ALWAYS = set(STATES)
RUNNING = {"announced", "open", "recess"}
UNTIL_CLOSED = {"preparing"} | RUNNING
UNTIL_SEALED = ALWAYS - {"sealed"}

ACTS: dict[str, tuple[set[str], set[str]]] = {
    "person.add": ({"administrator"}, ALWAYS),
    "person.change": ({"administrator"}, ALWAYS),
    "person.set_password": ({"administrator"}, ALWAYS),
    "token.issue": ({"administrator"}, ALWAYS),
    "token.revoke": ({"administrator"}, ALWAYS),
    "body.add": ({"administrator", "clerk"}, ALWAYS),
    "seat.give": ({"administrator", "clerk"}, ALWAYS),
    "seat.end": ({"administrator", "clerk"}, ALWAYS),
    "session.add": (CLERK, ALWAYS),
    "meeting.add": (CLERK, ALWAYS),
    "meeting.change": (CLERK, UNTIL_SEALED),
    "meeting.announce": (CLERK, {"preparing"}),
    "meeting.open": (DAIS, {"announced"}),
    "meeting.pause": (DAIS, {"open"}),
    "meeting.resume": (DAIS, {"recess"}),
    "meeting.close": (DAIS, {"open", "recess"}),
    "agenda.add": (CLERK, UNTIL_CLOSED),
    "agenda.change": (CLERK, UNTIL_SEALED),
    "agenda.move": (CLERK, UNTIL_CLOSED),
    "agenda.remove": (CLERK, {"preparing", "announced"}),
    "paper.add": (CLERK, UNTIL_CLOSED),
    "paper.change": (CLERK, UNTIL_CLOSED),
    "paper.move": (CLERK, UNTIL_CLOSED),
    "paper.pair": (CLERK, UNTIL_CLOSED),
    "paper.remove": (CLERK, UNTIL_SEALED),
    "paper.publish": (CLERK, UNTIL_CLOSED),
    "papers.publish": (CLERK, UNTIL_CLOSED),
    "replacement.begin": (CLERK, UNTIL_CLOSED),
    "replacement.correct": (CLERK, UNTIL_CLOSED),
    "replacement.drop": (CLERK, ALWAYS),
    "replacement.find": (CLERK, ALWAYS),
    "replacement.pair": (CLERK, UNTIL_CLOSED),
    "replacement.publish": (CLERK, UNTIL_CLOSED),
    "guide.find": (CLERK, ALWAYS),
    "guide.correct": (CLERK, UNTIL_SEALED),
    "attendance.mark": (DAIS, RUNNING | {"closed"}),
    "attendance.mark_rest": (DAIS, RUNNING | {"closed"}),
    "floor.turn": ({"clerk", "chair", "member", "executive"}, RUNNING),
    "floor.grant": (DAIS, RUNNING),
    "floor.take": (DAIS, RUNNING),
    "floor.share": (DAIS, RUNNING),
    "ink.draw": (EVERYBODY, ALWAYS - {"preparing"}),
    "ink.erase": (EVERYBODY, ALWAYS - {"preparing"}),
    "ink.restore": (EVERYBODY, ALWAYS - {"preparing"}),
    "ink.place": (EVERYBODY, ALWAYS - {"preparing"}),
    "ink.lay": (EVERYBODY, ALWAYS - {"preparing"}),
    "bookmark.set": (EVERYBODY, ALWAYS - {"preparing"}),
    "slips.order": (EVERYBODY, ALWAYS - {"preparing"}),
    "notebook.wipe": (EVERYBODY, ALWAYS - {"preparing"}),
    "minutes.draft": (CLERK, {"closed"}),
    "minutes.save": (CLERK, {"closed"}),
    "minutes.seal": (CLERK, {"closed"}),
}
"""Act -> roles that may, and states of the meeting in which they may."""

STREAMS: dict[str, tuple[set[str], bool]] = {
    "council": ({"administrator", "clerk"}, False),
    "meeting:{meeting}": (EVERYBODY, True),
    "notebook:{meeting}:{me}": (EVERYBODY, True),
    "notebook:{meeting}:{other}": (set(), True),
    "group:{meeting}:{faction}": ({"member"}, True),
    "group:{meeting}:{committee}": ({"chair", "member"}, True),
    "group:{meeting}:1": (set(), True),
    "office:{meeting}": (CLERK, True),
}
"""Stream -> roles that may read it, and whether only once they see the meeting."""

PUBLIC, SIGNED_IN = "public", "signed in"
"""Who reaches a route without more: anybody, or everybody who signed in."""
MEETING, PAPER, MINUTES, REPLACED = "meeting", "paper", "minutes", "replaced"
"""What one must see besides: the meeting, the paper, the sealed minutes, what replaces a paper."""

ROUTES: dict[str, tuple[set[str] | str, str | None]] = {
    "GET /": (SIGNED_IN, None),
    "GET /healthz": (PUBLIC, None),
    "GET /static/<path:filename>": (PUBLIC, None),
    "GET /sign-in": (PUBLIC, None),
    "POST /sign-in": (PUBLIC, None),
    "POST /sign-out": (PUBLIC, None),
    "POST /language": (PUBLIC, None),
    "GET /search": (SIGNED_IN, None),
    "GET /api/search": (SIGNED_IN, None),
    "GET /notes": (SIGNED_IN, None),
    "GET /notes/questions": (SIGNED_IN, None),
    # Moves a slip of one's own, which nobody has there.
    "POST /notes/questions": (set(), None),
    "GET /notes/takeout": (SIGNED_IN, None),
    "GET /notes/takeout.zip": (SIGNED_IN, None),
    "POST /notes/wipe": (SIGNED_IN, None),
    "GET /notes/ink/<int:version>/<int:page>.svg": (SIGNED_IN, PAPER),
    "GET /papers/<int:paper>/notes.pdf": (SIGNED_IN, PAPER),
    "GET /papers/<int:paper>/notes.json": (SIGNED_IN, PAPER),
    "GET /meetings/<int:meeting>/notes.json": (SIGNED_IN, MEETING),
    "GET /meetings/<int:meeting>/notes.zip": (SIGNED_IN, MEETING),
    "POST /api/acts/<name>": (SIGNED_IN, None),
    "GET /api/openapi.json": (PUBLIC, None),
    "GET /api/meetings": (SIGNED_IN, None),
    "GET /api/meetings/<int:meeting>": (SIGNED_IN, MEETING),
    "GET /api/meetings/<int:meeting>/papers": (SIGNED_IN, MEETING),
    "POST /api/meetings/<int:meeting>/papers": (CLERK, None),
    "POST /api/meetings/<int:meeting>/papers/<int:paper>/replacement": (CLERK, None),
    "GET /api/meetings/<int:meeting>/marks": (SIGNED_IN, MEETING),
    "GET /api/meetings/<int:meeting>/ink": (SIGNED_IN, PAPER),
    "GET /api/streams/<stream>/entries": (SIGNED_IN, MEETING),
    "GET /api/versions/<int:version>": (SIGNED_IN, PAPER),
    "GET /api/versions/<int:version>/replacement": (SIGNED_IN, PAPER),
    "GET /api/versions/<int:version>/replacement/pages/<int:page>": (SIGNED_IN, REPLACED),
    "GET /pages/<digest>/<int:page>/<int:width>": (SIGNED_IN, PAPER),
    "GET /pages/<digest>/<int:page>/words": (SIGNED_IN, PAPER),
    "GET /pages/<digest>/<int:page>/<int:width>/<int:column>-<int:row>": (SIGNED_IN, PAPER),
    "GET /papers/<int:paper>/file": (SIGNED_IN, PAPER),
    "GET /meetings/<int:meeting>": (SIGNED_IN, MEETING),
    "GET /meetings/<int:meeting>/minutes": (SIGNED_IN, MINUTES),
    "GET /meetings/<int:meeting>/minutes.pdf": (SIGNED_IN, "sealed"),
    "GET /meetings/<int:meeting>/archive.zip": (SIGNED_IN, "sealed"),
    "POST /meetings/<int:meeting>/minutes/draft": (CLERK, None),
    "POST /meetings/<int:meeting>/minutes/save": (CLERK, None),
    "POST /meetings/<int:meeting>/minutes/seal": (CLERK, None),
    "GET /meetings/<int:meeting>/prepare": (CLERK, None),
    "POST /meetings/<int:meeting>/prepare": (CLERK, None),
    "POST /meetings/<int:meeting>/agenda": (CLERK, None),
    "POST /meetings/<int:meeting>/agenda/<int:item>": (CLERK, None),
    "POST /meetings/<int:meeting>/attendance": (CLERK, None),
    "POST /meetings/<int:meeting>/papers": (CLERK, None),
    "POST /meetings/<int:meeting>/papers/<int:paper>": (CLERK, None),
    "GET /meetings/<int:meeting>/papers/<int:paper>/guide": (CLERK, None),
    "POST /meetings/<int:meeting>/papers/<int:paper>/guide": (CLERK, None),
    "GET /meetings/<int:meeting>/papers/<int:paper>/replace": (CLERK, None),
    "POST /meetings/<int:meeting>/papers/<int:paper>/replace": (CLERK, None),
    "GET /meetings/<int:meeting>/papers/<int:paper>/arrange": (CLERK, None),
    "POST /meetings/<int:meeting>/papers/<int:paper>/arrange": (CLERK, None),
    "GET /meetings/<int:meeting>/papers/<int:paper>/replacement": (CLERK, None),
    "POST /meetings/<int:meeting>/papers/<int:paper>/replacement": (CLERK, None),
    "GET /meetings/<int:meeting>/papers/<int:paper>/replacement/errata": (CLERK, None),
    "GET /meetings/<int:meeting>/papers/<int:paper>/replacement/errata.pdf": (CLERK, None),
    "POST /meetings/<int:meeting>/papers/<int:paper>/replacement/errata": (CLERK, None),
    "GET /meetings/<int:meeting>/papers/<int:paper>/replacement/<int:old>-<int:new>": (CLERK, None),
    "POST /meetings/<int:meeting>/papers/publish": (CLERK, None),
    "POST /meetings/<int:meeting>/sharing": (CLERK, None),
    "POST /meetings/<int:meeting>/step": (CLERK, None),
    "GET /bodies": ({"administrator", "clerk"}, None),
    "POST /bodies": ({"administrator", "clerk"}, None),
    "GET /bodies/<int:body>": ({"administrator", "clerk"}, None),
    "POST /bodies/<int:body>/seats": ({"administrator", "clerk"}, None),
    "POST /bodies/<int:body>/seats/<int:person>/end": ({"administrator", "clerk"}, None),
    "GET /meetings/new": (CLERK, None),
    "POST /meetings/new": (CLERK, None),
    "GET /sessions/new": (CLERK, None),
    "POST /sessions/new": (CLERK, None),
    "GET /people": ({"administrator"}, None),
    "GET /people/new": ({"administrator"}, None),
    "POST /people/new": ({"administrator"}, None),
    "GET /people/<int:person>": ({"administrator"}, None),
    "POST /people/<int:person>": ({"administrator"}, None),
    "POST /people/<int:person>/password": ({"administrator"}, None),
    "POST /people/<int:person>/tokens": ({"administrator"}, None),
    "POST /people/<int:person>/tokens/<int:token>/revoke": ({"administrator"}, None),
}
"""Method and path -> roles that reach it, and what they must see besides."""
