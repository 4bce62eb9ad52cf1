"""The pages are the HTML that they claim to be, says the Nu HTML checker."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client, RequestFactory

from archive.events.models import Event
from archive.quotations.models import Quotation
from archive.views import bad_request, forbidden, form_too_old, server_error
from sources.models import Agent, Source

JAR = os.environ.get("VNU_JAR", "")


@pytest.mark.outside
@pytest.mark.skipif(not Path(JAR).is_file() or not shutil.which("java"), reason="no VNU_JAR or no java")
def test_every_kind_of_page_is_valid(
    visitor: Client,
    boots: Quotation,
    brest_litovsk: Event,
    trotsky: Agent,
    my_life: Source,
    rf: RequestFactory,
    tmp_path: Path,
) -> None:
    lists = ["/", "/about/", "/nowhere", "/people/", "/events/", "/sources/", "/quotations/"]
    lists.append("/quotations/?from_year=soon&standing=disputed")
    records = [record.get_absolute_url() for record in (boots, brest_litovsk, trotsky, my_life)]
    for language in ("", "/ja", "/ru"):
        for number, address in enumerate(lists + records):
            page = visitor.get(language + address).content
            (tmp_path / f"{language.strip('/') or 'en'}-{number}.html").write_bytes(page)
    (tmp_path / "500.html").write_bytes(server_error(rf.get("/")).content)
    (tmp_path / "400.html").write_bytes(bad_request(rf.get("/"), ValueError()).content)
    (tmp_path / "403.html").write_bytes(forbidden(rf.get("/"), PermissionError()).content)
    (tmp_path / "form.html").write_bytes(form_too_old(rf.post("/")).content)
    command = ["java", "-jar", JAR, "--skip-non-html", "--Werror", str(tmp_path)]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
