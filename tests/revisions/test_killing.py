"""Killing a program while it imports and edits leaves tables and log in step.

KILLS=100 python -m pytest tests/revisions/test_killing.py: as often as one likes.
"""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from archive.editions.checking import check_editions
from archive.revisions import log
from archive.revisions.checking import check

KILLS = int(os.environ.get("KILLS", "3"))
ROOT = Path(__file__).resolve().parents[2]


def kill_while_writing(folder: Path) -> None:
    """Let a program write, and kill it -9 at a moment that nobody chose."""
    database = {name: str(connection.settings_dict[name]) for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    command = [sys.executable, "-m", "tests.revisions.writer", json.dumps(database), str(folder)]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATA_DIR": str(folder)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "writing\n"
        time.sleep(random.uniform(0, 0.5))
        writer.kill()


@pytest.mark.django_db(transaction=True)
def test_kill_leaves_tables_and_log_in_step(tmp_path: Path) -> None:
    reached = [log.sequence()]
    for _ in range(KILLS):
        kill_while_writing(tmp_path)
        reached.append(log.sequence())

        assert [*check(), *check_editions()] == []

    assert sorted(set(reached)) == reached
