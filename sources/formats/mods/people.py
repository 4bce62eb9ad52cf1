"""The names of a MODS record, and what each of them did."""

import re

from sources.formats.drafting import Draft
from sources.formats.mods.vocabulary import ROLES
from sources.formats.people import SUFFIX, divided_name, inverted_name, is_et_al
from sources.formats.xml import Element, children, text_of, texts
from sources.reference import Name

# «Alleman, Tillie Pierce [1848-1914]» and «Trotsky, Leon, 1879-1940».
YEARS = re.compile(r"[,\s]*[\[(]?(?:b\. |d\. |ca\. )?\d{4}\??(?:-(?:ca\. )?(?:\d{4}\??)?)?[\])]?[.\s]*$")
FULL_STOP = re.compile(r"(?<=\w\w\w)\.$")


def read_names(draft: Draft, record: Element, default: str) -> None:
    """Adds each name in its role; `default` is the role of those that have none, or one that CSL does not know."""
    for name in children(record, "name"):
        role = role_of(name, default)
        read = read_name(name)
        if role == "publisher":
            draft.say("publisher", str(read))
        elif role and is_et_al(str(read)):
            draft.others.add(role)
        elif role:
            draft.name(in_container(role, default), [read])
        if role and children(name, "etal"):
            draft.others.add(role)


def role_of(name: Element, default: str) -> str:
    said = [term.lower().strip(" .") for term in texts(name, "role", "roleTerm") + texts(name, "role", "text")]
    known = [ROLES[term] for term in said if term in ROLES]
    return known[0] if known else default


def in_container(role: str, default: str) -> str:
    """The author of a host is the author of the container."""
    return "container-author" if role == "author" and default == "contributor" else role


def read_name(name: Element) -> Name:
    parts = children(name, "namePart")
    typed = {
        kind: " ".join(text_of(part) for part in parts if part.get("type") == kind) for kind in ("family", "given")
    }
    address = " ".join(text_of(part) for part in parts if part.get("type") == "termsOfAddress")
    suffix = address if SUFFIX.fullmatch(address) else ""
    if typed["family"]:
        return divided_name(typed["family"], typed["given"], suffix)
    plain = [text_of(part) for part in parts if part.get("type") is None and text_of(part)]
    if name.get("type") in (None, "personal"):
        return personal_name(", ".join(plain) or typed["given"] or " ".join(texts(name, "displayForm")), suffix)
    return Name(literal=": ".join(plain))


def personal_name(text: str, suffix: str) -> Name:
    text = FULL_STOP.sub("", YEARS.sub("", text).strip().rstrip(","))
    return inverted_name(f"{text}, {suffix}" if suffix and "," in text else text)
