"""The store on a database server, where one can be started."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tawatur.errors import StoreError
from tawatur.records import Article, Sentence
from tawatur.storing import Store

pytest.importorskip("psycopg", reason="psycopg is not installed")

_BIN = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
# The server refuses to run as root; its package makes this user for it.
_USER = "postgres" if getpass.getuser() == "root" else getpass.getuser()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Start a PostgreSQL server of one's own that listens on a socket alone; give its URL."""
    if not _BIN:
        pytest.skip("no PostgreSQL server is installed")
    home = Path(tempfile.mkdtemp(prefix="pg"))
    shutil.chown(home, _USER)
    run = {"check": True, "capture_output": True, "cwd": "/"}
    if os.geteuid() == 0:
        run["user"] = _USER
    data = home / "data"
    subprocess.run([_BIN[-1] / "initdb", "-D", data, "-U", "tawatur", "--no-sync"], **run)  # type: ignore[call-overload]
    options = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off"
    start = [_BIN[-1] / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", options, "start"]
    subprocess.run(start, **{**run, "capture_output": False})  # type: ignore[call-overload]
    try:
        yield f"postgresql+psycopg://tawatur@/postgres?host={home}"
    finally:
        subprocess.run([_BIN[-1] / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **run)  # type: ignore[call-overload]
        shutil.rmtree(home)


def test_a_server_keeps_what_a_file_keeps(server: str) -> None:
    article = Article(id="a", text="وصل الوفد.", outlet="الأفق", published="2023-03-05")
    sentence = Sentence(id="a#s1", article="a", start=0, end=10, text="وصل الوفد.")
    with Store(server) as store:
        assert store.put(article) == "new"
        assert store.put(article) == "same"
        store.put_work("a", {"sentences": [sentence]}, {"sentences": "k"})
        store.put_result("trace", "k", {"families": 1})
    with Store(server) as store:
        assert store.articles() == (article,)
        assert store.annotations() == {"a": {"sentences": [sentence]}}
        assert store.work_keys()["a"]["sentences"] == "k"
        assert store.result("trace", "k", dict) == {"families": 1}
        store.drop_stages([])
        assert store.annotations() == {}


def test_a_server_that_is_not_there_is_said() -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        Store("postgresql+psycopg://nobody@/none?host=/nonexistent")
