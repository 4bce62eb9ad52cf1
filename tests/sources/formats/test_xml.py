"""XML that is an attack, or broken, ends in one clear sentence."""

from io import BytesIO

import pytest

from sources.formats import format_named
from sources.formats.problems import UnreadableEntry, UnreadableFile
from sources.reference import Reference

FORMATS = ["mods", "endnote-xml", "zotero-rdf"]
LAUGHS = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};&a{n - 1};&a{n - 1};">' for n in range(1, 30))
HOSTILE = {
    "laughs": f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><mods>&a29;</mods>',
    "laughs in an attribute": f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><mods ID="&a29;"/>',
    "file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><mods><titleInfo><title>&a;</title></titleInfo></mods>',
    "parameter": '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]><mods/>',
    "depth": "<mods>" + "<a>" * 100_000,
    "junk": "\x7fELF\x00\x01\x02",
    "cut": "<mods><titleInfo><title>My",
    "nothing": "",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("format_name", FORMATS)
def test_hostile_xml_is_refused_quickly(format_name: str, content: str) -> None:
    with pytest.raises(UnreadableFile):
        list(format_named(format_name).read(BytesIO(content.encode())))


def test_fault_in_the_midst_keeps_what_was_read() -> None:
    first, lost = format_named("mods").read(BytesIO(b"<c>\n<mods><note>x</note></mods>\n<mods><note></mods></c>"))

    assert isinstance(first, Reference) and first.notes == ("x",)
    assert isinstance(lost, UnreadableEntry) and lost.line == 3


def test_control_characters_cost_nothing() -> None:
    (reference,) = format_named("mods").read(BytesIO(b"<mods><note>a\x0b\x00b</note></mods>"))

    assert reference.notes == ("ab",)


def test_utf_16_is_read() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><mods><note>Мир</note></mods>'
    (reference,) = format_named("mods").read(BytesIO(text.encode("utf-16")))

    assert reference.notes == ("Мир",)
