"""The page about the API names every address and parameter, and its examples work."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator

from archive.quotations.models import Quotation

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
CURL = re.findall(r"^curl .*$", PAGE, re.MULTILINE)


@pytest.mark.django_db
def test_every_address_and_parameter_is_documented() -> None:
    paths = SchemaGenerator().get_schema(public=True)["paths"]
    reading = {path: found["get"] for path, found in paths.items() if not path.startswith("/api/v1/desk/")}
    assert [path for path in reading if f"`{path}`" not in PAGE] == []
    names = {one["name"] for found in reading.values() for one in found.get("parameters", ()) if one["in"] == "query"}
    assert [name for name in names if f"`{name}`" not in PAGE] == []


@pytest.mark.django_db(transaction=True)
def test_examples_work_as_they_stand(live_server: Any, boots: Quotation, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(EXAMPLES) == 2 and len(CURL) == 3
    for example in EXAMPLES:
        known: dict[str, Any] = {"SITE": live_server.url}
        exec(example, known)  # noqa: S102
    assert boots.shown_id in capsys.readouterr().out
    assert known["mirror"][boots.shown_id]["words"] == boots.words
    assert [one["content"]["words"] for one in known["editions"][boots.shown_id]] == [boots.words]


@pytest.mark.django_db(transaction=True)
@pytest.mark.outside
@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_examples_work(live_server: Any, boots: Quotation) -> None:
    for command in CURL:
        asked = shlex.split(command.replace("$SITE", live_server.url))
        told = subprocess.run([*asked, "-sS", "--fail"], capture_output=True, text=True, check=True, timeout=60)
        assert told.stdout
