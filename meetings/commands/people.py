"""Acts on people and their access tokens."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field
from sqlalchemy import select

from meetings.acts import Acting, act, before
from meetings.domain import people
from meetings.domain.base import NotFound, Refused
from meetings.domain.people import AccessToken, Person, Role
from meetings.given import ONE_LINE, Whole

Name = Annotated[str, ONE_LINE, Field(min_length=1, max_length=80)]
Login = Annotated[
    str,
    AfterValidator(people.tidy_login),
    Field(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9._@-]+$"),
]
Secret = Annotated[str, Field(max_length=1024)]


@act("person.add")
def add(
    acting: Acting, name: Name, furigana: Name, login: Login, role: Role, password: Secret
) -> None:
    """Add a person who can sign in."""
    if people.by_login(acting.session, login):
        raise Refused("person.login_is_taken", login=login)
    person = Person(
        name=name,
        furigana=furigana,
        login=login,
        role=role,
        password_hash=acting.made,
    )
    acting.session.add(person)
    acting.session.flush()
    told = {"name": person.name, "furigana": person.furigana, "login": person.login}
    acting.write("council", "person.added", person=person.id, role=role, **told)


@before("person.add")
def hashed_first(acting: Acting, password: str, **_: object) -> str:
    """Hash the password before the transaction; that is slow on purpose."""
    people.check_password(password)
    return acting.house.hasher.hash(password)


@act("person.change")
def change(
    acting: Acting,
    person: Whole,
    name: Name | None = None,
    furigana: Name | None = None,
    role: Role | None = None,
    active: bool | None = None,
) -> None:
    """Change a person's name, furigana, role, or whether they may sign in.

    Disabling an account ends its sign-ins and revokes its access tokens.
    """
    row = _person(acting, person)
    changed = {"name": name, "furigana": furigana, "role": role, "active": active}
    changed = {key: value for key, value in changed.items() if value is not None}
    if person == acting.author.person and ("role" in changed or active is False):
        raise Refused("person.is_oneself")
    for key, value in changed.items():
        setattr(row, key, value)
    if "role" in changed or active is False:
        _end_sign_ins(acting, person)
    acting.write("council", "person.changed", person=person, **changed)
    if active is False:
        _revoke_all(acting, person)


@act("person.set_password")
def set_password(acting: Acting, person: Whole, password: Secret) -> None:
    """Set a person's password and end all sign-ins made with the old one."""
    row = _person(acting, person)
    row.password_hash = acting.made
    _end_sign_ins(acting, person)
    acting.write("council", "person.password_set", person=person)


before("person.set_password")(hashed_first)


@act("token.issue")
def issue(
    acting: Acting,
    person: Whole,
    label: Name,
    key_hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")],
) -> None:
    """Issue an access token; the caller made the key and gives only its SHA-256."""
    row = _person(acting, person)
    token = AccessToken(person_id=row.id, key_hash=key_hash, label=label, issued_at=acting.at)
    acting.session.add(token)
    acting.session.flush()
    acting.write("council", "token.issued", token=token.id, person=row.id, label=label)


@act("token.revoke")
def revoke(acting: Acting, token: Whole) -> None:
    """Revoke an access token; its sockets close within a second."""
    row = acting.session.get(AccessToken, token)
    if row is None:
        raise NotFound("token")
    _revoke(acting, row)


def _revoke_all(acting: Acting, person: int) -> None:
    """Revoke what lives of a person's tokens: enabled again, an account has no old ones."""
    found = select(AccessToken).filter_by(person_id=person, revoked_at=None)
    for row in acting.session.scalars(found.order_by(AccessToken.id)):
        _revoke(acting, row)


def _revoke(acting: Acting, row: AccessToken) -> None:
    row.revoked_at = row.revoked_at or acting.at
    acting.write("council", "token.revoked", token=row.id, person=row.person_id)


def _person(acting: Acting, person: int) -> Person:
    row = acting.session.get(Person, person)
    if row is None:
        raise NotFound("person")
    return row


def _end_sign_ins(acting: Acting, person: int) -> None:
    acting.session.query(people.SignIn).filter_by(person_id=person).delete()
