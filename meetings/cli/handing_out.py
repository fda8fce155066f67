"""Handing the authority's certificate to tablets, which do not trust the server before."""

from __future__ import annotations

import hashlib
import html
import plistlib
import socket
import ssl
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

KINDS = {
    "gijo.mobileconfig": "application/x-apple-aspen-config",
    "gijo.cer": "application/x-x509-ca-cert",
}
_PAGE = """<!doctype html><html lang="ja"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>議場 Gijo</title>
<style>body{{font:20px/1.8 sans-serif;max-width:40em;margin:1em auto;padding:0 1em}}
a{{display:block;padding:.6em 1em;margin:1em 0;background:#00118f;color:#fff;border-radius:8px}}
code{{overflow-wrap:anywhere}}</style>
<h1>議場をこの端末で使う準備</h1>
<a href="gijo.mobileconfig">iPad・iPhone に入れる</a>
<ol><li>上を押し、「許可」を押します。
<li>設定アプリを開き、「プロファイルがダウンロードされました」を押して、インストールします。
<li>設定 ＞ 一般 ＞ 情報 ＞ 証明書信頼設定 で、「{name}」をオンにします。</ol>
<a href="gijo.cer">そのほかの端末に入れる（証明書）</a>
<p>指紋（SHA-256）がサーバーの画面と同じか、見くらべてください。<br><code>{print}</code>"""


def profile(root: bytes) -> bytes:
    """Return the profile that brings an authority's certificate (DER) onto an iPad."""
    # The same certificate gives the same profile, so a second one replaces the first.
    names = [str(uuid.uuid5(uuid.NAMESPACE_OID, f"{digest(root)} {part}")) for part in range(2)]
    certificate = {
        "PayloadType": "com.apple.security.root",
        "PayloadVersion": 1,
        "PayloadIdentifier": f"gijo.authority.{names[0]}",
        "PayloadUUID": names[0],
        "PayloadDisplayName": "議場 Gijo",
        "PayloadContent": root,
    }
    return plistlib.dumps(
        {
            "PayloadType": "Configuration",
            "PayloadVersion": 1,
            "PayloadIdentifier": "gijo.authority",
            "PayloadUUID": names[1],
            "PayloadDisplayName": "議場 Gijo",
            "PayloadDescription": "議場のサーバーを、この端末が見分けるための証明書です。",
            "PayloadContent": [certificate],
        }
    )


def digest(root: bytes) -> str:
    """Return a certificate's fingerprint as devices show it."""
    return hashlib.sha256(root).digest().hex(" ").upper()


def hand_out(folder: Path, port: int) -> None:
    """Give what is in the folder to whoever asks, until Ctrl+C."""
    root = (folder / "gijo.cer").read_bytes()
    page = _PAGE.format(print=digest(root), name=html.escape(_name(root))).encode()
    files = {f"/{name}": (kind, (folder / name).read_bytes()) for name, kind in KINDS.items()}
    files["/"] = "text/html; charset=utf-8", page

    class Answer(BaseHTTPRequestHandler):
        """Answers with one of these few files."""

        def do_GET(self) -> None:
            """Give one file."""
            kind, body = files.get(self.path, ("", b""))
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", kind or "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing of who asks."""

    with ThreadingHTTPServer(("", port), Answer) as server:
        print(
            f"タブレットの Safari で開いてください / open on the tablets: "
            f"http://{socket.gethostname()}:{server.server_port}/\n"
            f"指紋 / fingerprint (SHA-256): {digest(root)}\n"
            "終わったら Ctrl+C / Ctrl+C when done",
            flush=True,
        )
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


def _name(root: bytes) -> str:
    """Return what the certificate calls itself, as the tablet's list shows it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=ssl.DER_cert_to_PEM_cert(root))
    told: Any = context.get_ca_certs()[0]
    names = [pair[1] for part in told["subject"] for pair in part if pair[0] == "commonName"]
    return str(names[0])
