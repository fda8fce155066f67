"""People and access tokens from the shell, for the administrator on the server."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from meetings.config import Config
from meetings.desk import Desk
from meetings.domain import people
from meetings.domain.base import Refused
from meetings.given import whole
from meetings.house import House
from meetings.wiring import open_house


@contextmanager
def _house(given: argparse.Namespace) -> Iterator[House]:
    house = open_house(Config.of_environment(storage=given.storage))
    try:
        yield house
    finally:
        house.close()


def person_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``person``."""
    parser.add_argument("verb", choices=("list", "add", "password", "disable", "enable"))
    parser.add_argument("login", nargs="?", help="sign-in name")
    parser.add_argument("--name", help="name, for add")
    parser.add_argument("--furigana", help="reading of the name, for add")
    parser.add_argument("--role", choices=people.ROLES, default="member", help="role, for add")
    parser.add_argument("--storage", help="folder of the council's data")


def person(given: argparse.Namespace) -> int:
    """List people, add one, set a password, disable or enable an account."""
    with _house(given) as house:
        if given.verb == "list":
            with house.database.read() as session:
                for one in people.everyone(session):
                    rest = "" if one.active else "  (disabled)"
                    print(f"{one.login:16} {one.role:14} {one.name}{rest}")
            return 0
        if not given.login:
            print("IDを指定してください。/ Name a sign-in name.", file=sys.stderr)
            return 2
        return _said(house, lambda: _change(house, given))


_DONE = {
    "password": "{login} のパスワードを変えました。/ The password of {login} was changed.",
    "disable": "{login} を停止し、サインインとアクセスキーを無効にしました。/ "
    "{login} was disabled; sign-ins ended and tokens revoked.",
    "enable": "{login} はまたサインインできます。/ {login} can sign in again.",
}


def _change(house: House, given: argparse.Namespace) -> None:
    desk = Desk(house)
    if given.verb == "add":
        named = {"name": given.name or given.login, "furigana": given.furigana or given.login}
        named |= {"login": given.login, "role": given.role, "password": _password()}
        desk.do("person.add", None, named)
        print(f"{given.login} を加えました。/ Added {given.login}.")
        return
    one = _id(house, given.login)
    if given.verb == "password":
        desk.do("person.set_password", None, {"person": one, "password": _password()})
    else:
        desk.do("person.change", None, {"person": one, "active": given.verb == "enable"})
    print(_DONE[given.verb].format(login=given.login))


def _password() -> str:
    return getpass.getpass("パスワード / password: ") if sys.stdin.isatty() else input()


def token_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``token``."""
    parser.add_argument("verb", choices=("list", "issue", "revoke"))
    parser.add_argument("what", nargs="?", help="sign-in name to issue for, number to revoke")
    parser.add_argument("--label", default="script", help="what the token is for")
    parser.add_argument("--storage", help="folder of the council's data")


def token(given: argparse.Namespace) -> int:
    """List access tokens, issue one (shown once), or revoke one."""
    with _house(given) as house:
        if given.verb == "list":
            with house.database.read() as session:
                for row in session.query(people.AccessToken).order_by(people.AccessToken.id):
                    state = "revoked" if row.revoked_at else "valid"
                    print(f"{row.id:5} {row.person.login:16} {state:8} {row.label}")
            return 0
        if not given.what:
            print("IDか番号を指定してください。/ Name whose, or which.", file=sys.stderr)
            return 2
        return _said(house, lambda: _token(house, given))


def _token(house: House, given: argparse.Namespace) -> None:
    desk = Desk(house)
    if given.verb == "revoke":
        desk.do("token.revoke", None, {"token": whole(given.what) or 0})
        print(f"アクセスキー {given.what} を取り消しました。/ Token {given.what} was revoked.")
        return
    key, hashed = people.new_key()
    named = {"person": _id(house, given.what), "label": given.label, "key_hash": hashed}
    desk.do("token.issue", None, named)
    print(key)


def _id(house: House, login: str) -> int:
    with house.database.read() as session:
        found = people.by_login(session, login)
    if found is None:
        raise Refused("person.unknown", login=login)
    return found.id


def _said(house: House, work: Callable[[], None]) -> int:
    try:
        work()
    except Refused as refusal:
        print(Desk(house).sentence(refusal, house.config.language), file=sys.stderr)
        return 1
    return 0
