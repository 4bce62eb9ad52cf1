"""Writes a TEI document: references in lists, each quotation as `cit`."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from sources.formats.keys import Keys, xml_id
from sources.formats.markup import DECLARATION, Element, text_of
from sources.formats.problems import Problem
from sources.formats.tei.citing import cit
from sources.formats.tei.describing import bibl_struct
from sources.reference import Reference

NAMESPACE = "http://www.tei-c.org/ns/1.0"
HEAD = f"""{DECLARATION}<TEI xmlns="{NAMESPACE}">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>Quotations and references</title></titleStmt>
      <publicationStmt><p>Exported from a Testimonia archive.</p></publicationStmt>
      <sourceDesc><p>Each item names its own source.</p></sourceDesc>
    </fileDesc>
    <profileDesc>
      <calendarDesc>
        <calendar xml:id="gregorian"><p>Gregorian calendar</p></calendar>
        <calendar xml:id="julian"><p>Julian calendar</p></calendar>
      </calendarDesc>
    </profileDesc>
  </teiHeader>
  <text>
    <body>
      <div>
"""
FOOT = "      </div>\n    </body>\n  </text>\n</TEI>\n"


def write(references: Iterable[Reference]) -> Iterator[str | Problem]:
    """Yields the document, one piece for each reference; neighbours without a quotation stand in one list."""
    yield HEAD
    keys, blank = Keys(), True
    for quoted, group in groupby(references, key=lambda reference: reference.quotation is not None):
        yield "" if quoted else "        <listBibl>\n"
        for reference in group:
            yield text_of(item(reference, keys), 4 if quoted else 5)
        yield "" if quoted else "        </listBibl>\n"
        blank = False
    # A division is not empty.
    yield f"        <p/>\n{FOOT}" if blank else FOOT


def item(reference: Reference, keys: Keys) -> Element:
    identifier = xml_id(keys.key(reference))
    if reference.quotation:
        return cit(reference, reference.quotation, identifier)
    return bibl_struct(reference, identifier)


def fragment(reference: Reference) -> str:
    """One reference or quotation as TEI without a document around it, to stand inside another."""
    return text_of(item(reference, Keys()), 0)
