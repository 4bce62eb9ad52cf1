"""What we say in schema.org's words is what its classes allow, say the types of schema-dts."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from archive.editions.models import Edition
from archive.events.models import About, Event, EventClaim
from archive.loading import load
from archive.quotations.models import Quotation
from archive.serving import FIRST_CORPUS
from sources.models import Agent, Source
from tests import cast
from tests.sources.formats.outside.conftest import NODE_MODULES
from tests.sources.formats.outside.running import run

COMPILER = NODE_MODULES / "typescript" / "bin" / "tsc"
HEAD = 'import type { WithContext, %s } from "schema-dts";\n'
OPTIONS = "--noEmit --strict --skipLibCheck --module esnext --moduleResolution bundler".split()
MOST = 6  # of each kind


def in_schema_org(value: Any) -> Any:
    """Return what is said in schema.org's own words, with the context that its types expect."""
    if isinstance(value, list):
        return [in_schema_org(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {
        name: in_schema_org(one)
        for name, one in value.items()
        if ":" not in name and name not in ("prefLabel", "altLabel")
    }
    return kept | ({"@context": "https://schema.org"} if "@context" in kept else {})


@pytest.mark.outside
@pytest.mark.django_db
@pytest.mark.skipif(
    not COMPILER.is_file() or not (NODE_MODULES / "schema-dts").is_dir() or not shutil.which("node"),
    reason="npm packages typescript and schema-dts are not in FORMATS_NODE_MODULES",
)
def test_every_kind_of_record_has_the_types_of_schema_org(visitor: Client, tmp_path: Path) -> None:
    load(FIRST_CORPUS)
    claim = {"about": About.PARTICIPANT, "agent": Agent.objects.first(), "position": 99}
    EventClaim.objects.create(event=Event.objects.first(), **claim)
    numbers = {"container-title": "The Journal", "volume": "12", "issue": "3"}
    studies = [
        Source.objects.create(type="article-journal", title="A Study", variables=numbers),
        Source.objects.create(type="book", title="A Book", variables={"collection-title": "The Series"}),
    ]
    cast.quotation("Words.", Agent.objects.first(), *studies)
    records = [*studies, *Edition.objects.all()[:MOST]]
    for model in (Quotation, Event, Source, Agent):
        records += model.objects.all()[:MOST]
    answers = [visitor.get(f"{record.get_absolute_url()}.jsonld") for record in records]
    nodes = [in_schema_org(answer.json()) for answer in answers if answer.status_code == 200]
    lines = [f"const n{at}: WithContext<{node['@type']}> = {json.dumps(node)};\n" for at, node in enumerate(nodes)]
    kinds = sorted({node["@type"] for node in nodes})
    (tmp_path / "judged.ts").write_text(HEAD % ", ".join(kinds) + "".join(lines))
    (tmp_path / "node_modules").symlink_to(NODE_MODULES)
    judged = run("node", str(COMPILER), *OPTIONS, str(tmp_path / "judged.ts"))
    assert len(nodes) > 15
    assert judged.stdout == ""
