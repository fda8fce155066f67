"""People, their sign-ins and their access tokens."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import BigInteger, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from meetings.domain.base import Base, Refused

Role = Literal["administrator", "clerk", "member", "executive", "guest"]
ROLES: tuple[Role, ...] = get_args(Role)
LEAST_PASSWORD = 10
_ROWS_APART = ord("ァ") - ord("ぁ")


class Person(Base):
    """Somebody who can sign in, with one role in the house."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    furigana: Mapped[str] = mapped_column(String(80))
    login: Mapped[str] = mapped_column(String(60), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(String(2), default="")


class SignIn(Base):
    """One signing in by one browser; ending it ends its cookie and sockets."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    began_at: Mapped[int] = mapped_column(BigInteger)
    ends_at: Mapped[int] = mapped_column(BigInteger)
    person: Mapped[Person] = relationship(lazy="joined")


class AccessToken(Base):
    """A key for scripts: acts and reads as its person until it is revoked."""

    __tablename__ = "access_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    label: Mapped[str] = mapped_column(String(80))
    issued_at: Mapped[int] = mapped_column(BigInteger)
    revoked_at: Mapped[int | None] = mapped_column(BigInteger)
    person: Mapped[Person] = relationship(lazy="joined")


@dataclass(frozen=True)
class Signed:
    """A person, and the sign-in or token by which they are here."""

    person: int
    sign_in: int | None = None
    token: int | None = None

    def holds(self, session: Session, at: int) -> bool:
        """Say whether the sign-in or token still is good."""
        if self.token is not None:
            token = session.get(AccessToken, self.token)
            return token is not None and token.revoked_at is None
        found = session.get(SignIn, self.sign_in) if self.sign_in is not None else None
        return found is not None and found.ends_at > at


def new_key() -> tuple[str, str]:
    """Return a fresh secret key of 256 bits and the hash that is stored of it."""
    key = secrets.token_urlsafe(32)
    return key, key_hash(key)


def key_hash(key: str) -> str:
    """Return what is stored of a key; its 256 random bits need no slow hash."""
    return hashlib.sha256(key.encode()).hexdigest()


def forget_ended(session: Session, before: int) -> int:
    """Delete the sign-ins that ended before a moment (ms); return how many those were."""
    return session.query(SignIn).filter(SignIn.ends_at < before).delete()


def signed_in(session: Session, key: str, at: int) -> SignIn | None:
    """Return the living sign-in of this key, if its person may still sign in."""
    found = session.scalars(select(SignIn).filter_by(key_hash=key_hash(key))).first()
    return found if found and found.ends_at > at and found.person.active else None


def token_owner(session: Session, key: str) -> AccessToken | None:
    """Return the living access token of this key, if its person is active."""
    found = select(AccessToken).filter_by(key_hash=key_hash(key), revoked_at=None)
    token = session.scalars(found).first()
    return token if token and token.person.active else None


def by_login(session: Session, login: str) -> Person | None:
    """Return the person with this sign-in name, upper and lower case alike."""
    return session.scalars(select(Person).filter_by(login=tidy_login(login))).first()


def tidy_login(login: str) -> str:
    """Return a sign-in name as it is stored: ＥＧＡＷＡ typed in full width is egawa too."""
    return unicodedata.normalize("NFKC", login).replace("\0", "").strip().lower()


def check_password(password: str) -> None:
    """Refuse a password that is too short to protect anything."""
    if len(password) < LEAST_PASSWORD:
        raise Refused("person.password_too_short", least=LEAST_PASSWORD)


def in_kana_order(person: Person) -> tuple[str, int]:
    """Return what people are sorted by: hiragana, katakana and half-width kana are the same."""
    kana = unicodedata.normalize("NFKC", person.furigana).casefold()
    return "".join(map(_hiragana, " ".join(kana.split()))), person.id


def _hiragana(sign: str) -> str:
    return chr(ord(sign) - _ROWS_APART) if "ァ" <= sign <= "ヶ" else sign


def everyone(session: Session) -> list[Person]:
    """Return all people in kana order."""
    return sorted(session.scalars(select(Person)), key=in_kana_order)
