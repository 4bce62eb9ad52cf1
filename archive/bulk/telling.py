"""Telling: what the whole archive says of itself: a page to read first, and how to cite it (Citation File Format 1.2)."""

import yaml

README = """TESTIMONIA: EVERYTHING THAT IS PUBLIC

From {site}, as it stood on {day} at number {sequence} of its log. The same
number gives the same files. What has changed since then can be asked for:
{site}api/v1/changes/?since={sequence}

*.jsonl              the records as the API gives them, one a line, in UTF-8;
                     described at {site}api/v1/docs/
*.csv                the same as tables; several values in a cell are divided by " | "
archive.tei.xml      TEI P5
archive.nt           linked data (schema.org, CiTO, PROV) as N-Triples, which is Turtle too
CITATION.cff         how to cite the whole; a single quotation is cited by its edition
manifest-sha256.txt  check every file with: sha256sum --check manifest-sha256.txt

The quotations are their authors'; "rights" says on what ground each is shown.
"""


def read_me(site: str, sequence: int, day: str) -> str:
    return README.format(site=site, sequence=sequence, day=day)


def citation_file(site: str, sequence: int, day: str) -> str:
    """Return CITATION.cff of the archive as it stood at a number of its log."""
    told = {
        "cff-version": "1.2.0",
        "message": "Cite a single quotation by the address of its edition, and the whole archive as follows.",
        "type": "dataset",
        "title": "Testimonia: quotations, who said them and where they are found",
        "authors": [{"name": "Testimonia", "website": site}],
        "version": str(sequence),
        "date-released": day,
        "url": site,
        "repository-artifact": f"{site}api/v1/bulk/",
        "keywords": ["quotations", "sources", "historical events"],
    }
    return yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=1000)
