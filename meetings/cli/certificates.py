"""Certificates for a room without internet: an authority of one's own, and what tablets need of it.

The work is done by the program ``openssl``. What iPads ask of a certificate is Apple's
"Requirements for trusted certificates" (support.apple.com/103769): the names as subject
alternative names, the use "server", at most 825 days, ECDSA or RSA of 2,048 bits.
"""

from __future__ import annotations

import argparse
import ipaddress
import re
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

from meetings.cli.handing_out import hand_out, profile
from meetings.config import BadSetting, Config
from meetings.wiring import make_storage

FOLDER = "tls"
"""Folder in the storage folder: keys and certificates, and ``tablets``, which is no secret."""
DAYS = 820
"""How long a server's certificate holds; iPads take 825 days at most."""
AUTHORITY_DAYS = 3650
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9-]{1,63})*")
_PRIVATE = "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8"
_LOCAL = "local", "localhost", "home.arpa", "internal"
_EC = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes".split()


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``certificate``."""
    parser.add_argument("names", nargs="*", help="names and addresses of the server: gijo.local")
    parser.add_argument("--hand-out", type=int, metavar="PORT", help="give it to tablets by HTTP")
    parser.add_argument("--storage", help="folder of the council's data")


def certificate(given: argparse.Namespace) -> int:
    """Make a certificate for local names, and the authority that tablets are to trust."""
    config = Config.of_environment(storage=given.storage)
    folder = config.storage / FOLDER
    if given.names:
        make_storage(config.storage)
        make(folder, given.names)
        print(
            f"証明書を作りました（{DAYS}日有効）。/ The certificate is made, for {DAYS} days.\n"
            f"  --certificate {folder / 'server.crt'} --key {folder / 'server.key'}\n"
            f"タブレットに入れるもの / for the tablets: {folder / 'tablets'}"
        )
    elif not given.hand_out or not (folder / "tablets").is_dir():
        raise BadSetting(
            "サーバーの名前を指定してください（例 gijo.local 192.168.1.10）。\n"
            "Name the server, for example gijo.local 192.168.1.10."
        )
    if given.hand_out:
        hand_out(folder / "tablets", given.hand_out)
    return 0


def make(folder: Path, names: list[str]) -> None:
    """Make the server's certificate, and the authority at the first time; raises `BadSetting`.

    Beside ``server.crt`` (with its chain) and ``server.key`` there are ``authority.crt`` and
    ``authority.key``. The authority can vouch for these names and local ones alone.
    """
    if shutil.which("openssl") is None:
        raise BadSetting(
            "openssl がありません。apt-get install openssl で入れてください。\n"
            "There is no openssl here: apt-get install openssl."
        )
    told = [_alternative(name.lower()) for name in names]
    folder.mkdir(mode=0o700, exist_ok=True)
    if not (folder / "authority.crt").is_file():
        _make_authority(folder, told)
    with tempfile.TemporaryDirectory(dir=folder) as work:
        _make_server(folder, Path(work), told)
    tablets = folder / "tablets"
    tablets.mkdir(exist_ok=True)
    root = tablets / "gijo.cer"
    _openssl("x509", "-in", folder / "authority.crt", "-outform", "DER", "-out", root)
    (tablets / "gijo.mobileconfig").write_bytes(profile(root.read_bytes()))


def _alternative(name: str) -> str:
    """Return a name as a subject alternative name: ``DNS:`` or ``IP:``."""
    try:
        return f"IP:{ipaddress.ip_address(name)}"
    except ValueError:
        if _NAME.fullmatch(name):
            return f"DNS:{name}"
    raise BadSetting(
        f"「{name}」はサーバーの名前にできません。gijo.local のように指定してください。\n"
        f"{name!r} can't be a server's name. Write it like gijo.local."
    )


def _make_authority(folder: Path, told: list[str]) -> None:
    # Its key lies on the server: whoever took it is to forge no other site on the tablets.
    networks = [ipaddress.ip_network(network) for network in _PRIVATE]
    may = [f"IP:{network.network_address}/{network.netmask}" for network in networks]
    may += [f"DNS:{name}" for name in _LOCAL]
    for kind, name in (one.split(":", 1) for one in told):
        whole = "/255.255.255.255" if "." in name else "/" + ":".join(["ffff"] * 8)
        may += [f"IP:{name}{whole}" if kind == "IP" else f"DNS:{name}"]
    limits = ",".join(f"permitted;{one}" for one in dict.fromkeys(may))
    extensions = (
        "basicConstraints=critical,CA:TRUE,pathlen:0",
        "keyUsage=critical,keyCertSign,cRLSign",
        f"nameConstraints=critical,{limits}",
    )
    subject = f"/O=Gijo/CN=Gijo {secrets.token_hex(3)}"
    made = folder / "authority.crt.part"
    _openssl(
        *("req", "-x509", *_EC, "-sha256", "-days", AUTHORITY_DAYS, "-subj", subject),
        *(part for extension in extensions for part in ("-addext", extension)),
        *("-keyout", folder / "authority.key", "-out", made),
    )
    made.replace(folder / "authority.crt")


def _make_server(folder: Path, work: Path, told: list[str]) -> None:
    root, key, request = folder / "authority.crt", work / "key", work / "request"
    subject = f"/CN={told[0].split(':', 1)[1][:64]}"
    _openssl("req", "-new", *_EC, "-subj", subject, "-keyout", key, "-out", request)
    (work / "extensions").write_text(
        "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n"
        f"extendedKeyUsage=serverAuth\nsubjectAltName={','.join(told)}\n"
    )
    _openssl(
        *("x509", "-req", "-in", request, "-CA", root, "-CAkey", folder / "authority.key"),
        *("-set_serial", f"0x{secrets.token_hex(15)}", "-sha256", "-days", DAYS),
        *("-extfile", work / "extensions", "-out", work / "own"),
    )
    try:
        _openssl("verify", "-CAfile", root, work / "own")
    except BadSetting as trouble:
        raise BadSetting(
            f"前に作った認証局は、この名前を証明できません。{folder} を別の場所に移してから"
            "作り直し、タブレットにも入れ直してください。\n"
            "The authority made before can't vouch for these names. Move the folder "
            f"{folder} away, make it anew, and put it on the tablets again.\n{trouble}"
        ) from None
    (work / "chain").write_text((work / "own").read_text() + root.read_text())
    key.replace(folder / "server.key")
    (work / "chain").replace(folder / "server.crt")


def _openssl(*words: object) -> None:
    """Run openssl; what it makes is for this account alone."""
    done = subprocess.run(  # noqa: S603  # names were checked, the rest is ours
        ["openssl", *map(str, words)],  # noqa: S607  # the system's own
        capture_output=True,
        text=True,
        umask=0o077,
        check=False,
    )
    if done.returncode:
        raise BadSetting(f"openssl {words[0]}: {(done.stderr + done.stdout).strip()}")
