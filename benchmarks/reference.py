"""citeproc-js in Node as the reference: installed outside the project when it is needed."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path

SCRIPT = Path(__file__).with_name("reference.js")
STYLES = (
    "apa",
    "modern-language-association",
    "chicago-notes-bibliography",
    "chicago-author-date",
    "harvard-cite-them-right",
    "nlm-citation-sequence",
    "ieee",
    "turabian-notes-bibliography",
    "oscola",
    "gost-r-7-0-5-2008",
    "sist02",
)


class NoReference(Exception):
    """citeproc-js cannot be run here."""


def engine_folder() -> Path:
    """The folder of the npm package. Raises `NoReference` where node or npm is missing."""
    if not shutil.which("node") or not shutil.which("npm"):
        raise NoReference("node and npm are not installed")
    folder = Path(os.environ.get("XDG_CACHE_HOME", tempfile.gettempdir())) / "citeproc-js-reference"
    package = folder / "node_modules" / "citeproc"
    if not package.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        made = subprocess.run(
            ["npm", "install", "--silent", "--no-audit", "--prefix", str(folder), "citeproc"],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode or not package.is_dir():
            raise NoReference("npm could not install citeproc")
    return package


def locales() -> dict[str, str]:
    folder = resources.files("citeproc").joinpath("data", "locales")
    files = [file for file in folder.iterdir() if file.name.startswith("locales-")]
    return {
        file.name.removeprefix("locales-").removesuffix(".xml"): file.read_text("utf-8")
        for file in files
        if file.name.endswith(".xml")
    }


def run(styles: Mapping[str, str], items: Sequence[Mapping[str, object]], **job: object) -> dict:
    """What the script says for these styles (id to XML) and items."""
    job = {"styles": styles, "items": items, "locales": locales(), "locale": "en-US", "measure": False} | job
    made = subprocess.run(
        ["node", str(SCRIPT), str(engine_folder())], input=json.dumps(job), capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise NoReference(made.stderr.strip()[-300:])
    return json.loads(made.stdout)
