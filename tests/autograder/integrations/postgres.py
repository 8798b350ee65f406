"""A PostgreSQL server of the distribution, for one test: on a socket in a folder of its own."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/bin", "/usr/local/bin")


def binaries() -> Path | None:
    """Where the server's programs are; Debian keeps them out of the path."""
    root = Path("/")
    found = [p for place in PLACES for p in root.glob(f"{place[1:]}/initdb")]
    return max(found).parent if found else None


@contextlib.contextmanager
def server():
    """The address of an empty database. Without PostgreSQL the test is skipped, and says so."""
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL here: apt-get install postgresql")
    pytest.importorskip("psycopg2", reason="pip install psycopg2-binary")
    # A socket's name is short, and PostgreSQL refuses to run as root.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    account = {}
    if os.geteuid() == 0:
        user = pwd.getpwnam("nobody")
        os.chown(folder, user.pw_uid, user.pw_gid)
        account = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def run(program, *arguments):
        log = folder / "log"
        command = [programs / program, "-D", folder / "data", *arguments]
        with open(log, "ab") as file:
            done = subprocess.run(command, stdout=file, stderr=file, cwd=folder, **account)
        assert done.returncode == 0, log.read_text()

    try:
        run("initdb", "--username=nbgrader", "--auth=trust", "--no-sync", "--encoding=UTF8")
        options = f"-c listen_addresses='' -c fsync=off -k {folder}"
        run("pg_ctl", "--wait", "start", "-o", options)
        try:
            yield f"postgresql+psycopg2://nbgrader@/postgres?host={folder}"
        finally:
            run("pg_ctl", "--wait", "stop", "--mode=immediate")
    finally:
        shutil.rmtree(folder)
