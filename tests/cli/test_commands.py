"""The commands: serving, people, tokens, verifying, each as a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from meetings.config import BadSetting, Config
from meetings.domain import people, record
from tests.cast import PASSWORD, Council
from tests.conftest import ROOT, Server, free_port


def run(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "meetings", *words],
        cwd=ROOT,
        env=os.environ | {"GIJO_PASSWORD_COST": "1"},
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_verify_says_that_all_is_well_and_finds_one_changed_byte(council: Council) -> None:
    council.bring_to("sealed")
    storage = str(council.house.config.storage)
    fine = run("verify", "--storage", storage)
    assert fine.returncode == 0, fine.stdout + fine.stderr
    assert "封印した会議録 1件" in fine.stdout
    assert "異常はありません。" in fine.stdout
    digest = next(iter(council.house.files.digests()))
    path = council.house.files.path(digest)
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    found = run("verify", "--storage", storage)
    assert found.returncode == 1
    assert f"× ファイル {digest} の中身が変わっています" in found.stdout


def test_a_token_issued_in_the_shell_works_until_it_is_revoked_there(
    live_server: Server, live_council: Council
) -> None:
    storage = str(live_server.storage)
    issued = run("token", "issue", "ueda", "--label", "試験", "--storage", storage)
    headers = {"Authorization": f"Bearer {issued.stdout.strip()}"}
    url = f"{live_server.url}/api/meetings"
    assert requests.get(url, headers=headers, timeout=30).status_code == 200
    listed = run("token", "list", "--storage", storage).stdout
    number = re.search(r"(\d+) +ueda +valid +試験", listed)
    assert number is not None
    assert run("token", "revoke", number[1], "--storage", storage).returncode == 0
    assert requests.get(url, headers=headers, timeout=30).status_code == 401


def test_people_are_added_listed_and_disabled_in_the_shell(council: Council) -> None:
    storage = str(council.house.config.storage)
    names = ("--name", "佐藤", "--furigana", "さとう", "--role", "clerk", "--storage", storage)
    added = run("person", "add", "sato", *names, typed="a long password\n")
    assert added.returncode == 0, added.stderr
    assert run("person", "disable", "sato", "--storage", storage).returncode == 0
    assert re.search(
        r"sato +clerk +佐藤 +\(disabled\)", run("person", "list", "--storage", storage).stdout
    )


@pytest.mark.parametrize(
    ("words", "typed", "sentence"),
    [
        (("person", "add", "ueda"), "a long password\n", "ID「ueda」はすでに使われています"),
        (("person", "add", "new"), "short\n", "パスワードは10文字以上"),
        (("person", "disable", "nobody"), "", "ID「nobody」の方はいません"),
        (("token", "revoke", "99"), "", "見つかりませんでした"),
    ],
)
def test_a_refusal_in_the_shell_is_a_sentence(
    council: Council, words: tuple[str, ...], typed: str, sentence: str
) -> None:
    done = run(*words, "--storage", str(council.house.config.storage), typed=typed)
    assert done.returncode == 1
    assert sentence in done.stderr


def test_the_first_start_of_serve_makes_an_administrator_once(tmp_path: Path) -> None:
    port = free_port()
    words = [sys.executable, "-m", "meetings", "serve", "--port", str(port)]
    password = _first_lines([*words, "--storage", str(tmp_path)])
    found = re.search(r"password: (\S+)", password)
    assert found is not None
    assert len(found[1]) >= 16
    assert "password:" not in _first_lines([*words, "--storage", str(tmp_path)])


def _first_lines(command: list[str]) -> str:
    """Return what a server says until it answers, then stop it."""
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if "http://" in line:
            break
    process.terminate()
    said += process.stdout.readlines()
    assert process.wait(timeout=60) == 0
    process.stdout.close()
    return "".join(said)


def test_a_port_in_use_is_said_plainly(live_server: Server, tmp_path: Path) -> None:
    done = run("serve", "--port", str(live_server.port), "--storage", str(tmp_path))
    assert done.returncode == 1
    assert "--port で別の番号を指定してください" in done.stderr


@pytest.mark.parametrize(
    ("environ", "word"),
    [
        ({"GIJO_LANGUAGE": "fr"}, "language"),
        ({"GIJO_MAX_PAGES": "many"}, "max_pages"),
        ({"GIJO_PDF_WORKERS": "0"}, "pdf_workers"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_named(environ: dict[str, str], word: str) -> None:
    with pytest.raises(BadSetting, match=word):
        Config.of_environment(environ)


def test_the_cast_can_sign_in_to_a_running_server(live_server: Server) -> None:
    with requests.Session() as web:
        page = web.get(f"{live_server.url}/sign-in", timeout=30).text
        token = page.split('name="csrf-token" content="')[1].split('"')[0]
        form = {"login": "UEDA ", "password": PASSWORD, "csrf_token": token}
        assert web.post(f"{live_server.url}/sign-in", data=form, timeout=30).status_code == 200


def test_a_folder_without_a_council_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    for words in (("verify",), ("person", "list"), ("token", "list")):
        done = run(*words, "--storage", str(tmp_path / "typo"))
        assert done.returncode == 1
        assert "議会のデータがありません" in done.stderr
    assert not (tmp_path / "typo").exists()


def test_a_taken_port_makes_no_administrator_nobody_would_see(
    live_server: Server, tmp_path: Path
) -> None:
    storage = tmp_path / "storage"
    run("serve", "--port", str(live_server.port), "--storage", str(storage))
    assert not storage.exists()


def test_half_a_demo_is_made_anew_at_the_next_start(tmp_path: Path) -> None:
    storage = tmp_path / "demo"
    port = str(free_port())
    command = [sys.executable, "-m", "meetings", "demo", "--port", port, "--storage", str(storage)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert "用意しています" in process.stdout.readline()
    process.kill()
    process.wait(timeout=60)
    process.stdout.close()
    assert "aoki" in _first_lines(command)
    listed = run("person", "list", "--storage", str(storage)).stdout
    assert len(listed.splitlines()) == 8


def test_pages_are_shown_where_the_folder_is_named_as_the_two_commands_name_it(
    council: Council,
) -> None:
    council.add_paper("議案第41号")
    council.do("aoki", "papers.publish")
    council.bring_to("open")
    storage = council.house.config.storage
    key = run("token", "issue", "ueda", "--storage", str(storage)).stdout.strip()
    server = Server(Path(os.path.relpath(storage, ROOT)))
    server.start()

    def answer(path: str) -> requests.Response:
        named = {"Authorization": f"Bearer {key}"}
        return requests.get(f"{server.url}/{path}", headers=named, timeout=60)

    try:
        [told] = answer(f"api/meetings/{council.meeting}/papers").json()["papers"]
        digest = told["digest"]
        for path in (f"pages/{digest}/1/820", f"pages/{digest}/1/words", "papers/1/file"):
            assert answer(path).status_code == 200, path
    finally:
        server.stop()


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        (("--port", "99999"), ("ポート 99999 はありません", "There is no port 99999")),
        (("--host", "203.0.113.1"), ("待ち受けできません", "can't be listened on")),
        (("--certificate", "nowhere.pem"), ("証明書を使えません", "certificate can't be used")),
        (("--storage", "{file}"), ("保存場所", "can't be used")),
    ],
)
def test_what_a_server_cannot_begin_with_is_said_in_both_languages(
    tmp_path: Path, words: tuple[str, ...], sentences: tuple[str, ...]
) -> None:
    (tmp_path / "file").touch()
    given = [word.format(file=tmp_path / "file") for word in words]
    storage = ("--storage", str(tmp_path / "storage"))
    done = run("serve", "--port", str(free_port()), *storage, *given)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert all(sentence in done.stderr for sentence in sentences), done.stderr
    assert not (tmp_path / "storage" / "gijo.sqlite3").exists()


def test_a_second_server_on_one_storage_folder_is_refused(live_server: Server) -> None:
    done = run("serve", "--port", str(free_port()), "--storage", str(live_server.storage))
    assert done.returncode == 1
    assert "すでに別の議場が動いています" in done.stderr
    assert "Another server already runs" in done.stderr


def test_an_account_enabled_again_has_no_old_tokens_and_the_shell_says_what_it_did(
    council: Council,
) -> None:
    storage = ("--storage", str(council.house.config.storage))
    key = run("token", "issue", "ueda", *storage).stdout.strip()
    assert "was disabled" in run("person", "disable", "ＵＥＤＡ", *storage).stdout
    assert "can sign in again" in run("person", "enable", "ueda", *storage).stdout
    with council.house.database.read() as session:
        assert people.token_owner(session, key) is None
        kinds = [entry.kind for entry in record.after(session, "council", 0)][-3:]
    assert kinds == ["person.changed", "token.revoked", "person.changed"]
    assert "Token 1 was revoked" in run("token", "revoke", "1", *storage).stdout
    given = {"name": "田中", "furigana": "たなか", "login": " ＴＡＮＡＫＡ", "role": "member"}
    told = council.desk.do("person.add", None, given | {"password": "a long password"})
    assert told["body"]["login"] == "tanaka"
