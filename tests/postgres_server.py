"""A PostgreSQL server of our own, for tests: started once, listening on a socket in a temporary directory only.

In: the programs `initdb` and `pg_ctl`, on the path or where Debian keeps them. Out: the URL of an empty database.
The server refuses to run as root, so root starts it as `postgres` or `nobody`.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_USERS = ("postgres", "nobody")


@contextmanager
def postgres_server() -> Iterator[str]:
    """Start a server, give the URL of a database, and stop the server.

    Raises:
        FileNotFoundError: PostgreSQL is not installed.
    """
    programs = _programs()
    # A socket has a short path, which those of pytest are not.
    directory = Path(tempfile.mkdtemp(prefix="sib-pg-", dir="/tmp"))
    data = directory / "data"
    options = f"-k {directory} -c listen_addresses= -c fsync=off -c max_connections=40"
    try:
        if os.geteuid() == 0:
            os.chown(directory, *_account())
        _run(programs / "initdb", "-D", str(data), "-U", "sib", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        _run(programs / "pg_ctl", "-D", str(data), "-o", options, "-l", str(directory / "log"), "-w", "start")
        try:
            yield f"postgresql://sib@/postgres?host={directory}"
        finally:
            _run(programs / "pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _programs() -> Path:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not kept:
        raise FileNotFoundError("these tests need PostgreSQL: apt-get install postgresql")
    return kept[-1].parent


def _account() -> tuple[int, int]:
    accounts = {account.pw_name: account for account in pwd.getpwall()}
    account = next(accounts[name] for name in _USERS if name in accounts)
    return account.pw_uid, account.pw_gid


def _run(program: Path, *arguments: str) -> None:
    user, group = _account() if os.geteuid() == 0 else (None, None)
    # Its output goes to a file: a server that inherits a pipe would hold it open for ever.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            [program, *arguments],
            user=user,
            group=group,
            extra_groups=[] if user is not None else None,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            check=False,
        )
        said.seek(0)
        assert done.returncode == 0, said.read().decode(errors="replace")
