"""Before a server begins: what it can't begin with is said plainly, and nothing is made."""

from __future__ import annotations

import argparse
import errno
import fcntl
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from meetings.config import BadSetting
from meetings.wiring import make_storage

LOCK = "serving.lock"
"""File in the storage folder that the server of a council holds while it runs."""


def refuse_unusable(given: argparse.Namespace) -> None:
    """Raise `BadSetting` for an address or certificate that can't be used."""
    _refuse_certificate(given.certificate, given.key)
    if not 0 < given.port < 2**16:
        raise BadSetting(
            f"ポート {given.port} はありません。--port は 1 から 65535 までです。\n"
            f"There is no port {given.port}. --port goes from 1 to 65535."
        )
    family = socket.AF_INET6 if ":" in given.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((given.host, given.port))
        except OSError as trouble:
            raise BadSetting(_not_bound(given, trouble)) from None


def _not_bound(given: argparse.Namespace, trouble: OSError) -> str:
    if trouble.errno == errno.EADDRINUSE:
        return (
            f"ポート {given.port} は使われています。--port で別の番号を指定してください。\n"
            f"Port {given.port} is in use. Choose another one with --port."
        )
    return (
        f"{given.host} のポート {given.port} では待ち受けできません。"
        "--host と --port を確かめてください。\n"
        f"{given.host}, port {given.port}, can't be listened on. "
        f"Check --host and --port. ({trouble})"
    )


def _refuse_certificate(certificate: str | None, key: str | None) -> None:
    if certificate is None and key is None:
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate or "", key)
    except (OSError, ValueError) as trouble:
        raise BadSetting(
            "証明書を使えません。--certificate と --key のファイルを確かめてください。\n"
            f"The certificate can't be used. Check the files --certificate and --key. ({trouble})"
        ) from None


@contextmanager
def hold(storage: Path) -> Iterator[None]:
    """Hold the storage folder for this process and its workers; `BadSetting` where one has it.

    The lock ends with the last of them, however they end.
    """
    make_storage(storage)
    with (storage / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BadSetting(
                f"{storage} では、すでに別の議場が動いています。"
                "先に止めるか、--storage で別の場所を指定してください。\n"
                f"Another server already runs on {storage}. "
                "Stop it first, or choose another folder with --storage."
            ) from None
        yield
