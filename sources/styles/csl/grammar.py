"""What may stand where in a style, and how deep."""

from functools import cache

from lxml import etree

from .errors import StyleError
from .reading import MAX_DEPTH, NAMESPACE, PREFIX, Element, tag

RENDERING = frozenset({"text", "number", "label", "date", "names", "group", "choose"})
CHILDREN: dict[str, frozenset[str]] = {
    "style": frozenset({"info", "locale", "macro", "citation", "bibliography"}),
    "citation": frozenset({"sort", "layout"}),
    "bibliography": frozenset({"sort", "layout"}),
    "sort": frozenset({"key"}),
    "macro": RENDERING,
    "layout": RENDERING,
    "group": RENDERING,
    "choose": frozenset({"if", "else-if", "else"}),
    "if": RENDERING,
    "else-if": RENDERING,
    "else": RENDERING,
    "names": frozenset({"name", "et-al", "label", "substitute", "institution"}),
    "substitute": RENDERING,
    "name": frozenset({"name-part"}),
    "date": frozenset({"date-part"}),
    "institution": frozenset({"institution-part"}),
    "locale": frozenset({"info", "terms", "date", "style-options"}),
    "terms": frozenset({"term"}),
    "term": frozenset({"single", "multiple"}),
}
NONE: frozenset[str] = frozenset()
# What may stand in what, by full names.
ALLOWED: dict[object, frozenset[str]] = {
    PREFIX + name: frozenset(PREFIX + child for child in children) for name, children in CHILDREN.items()
}
COUNTED = tuple(PREFIX + name for name in ("style", "citation", "bibliography", "name"))
COUNTS = ("et-al-min", "et-al-use-first", "et-al-subsequent-min", "et-al-subsequent-use-first", "near-note-distance")
TOO_DEEP = etree.XPath("boolean(" + "/*" * (MAX_DEPTH + 2) + ")")
GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{namespace}"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><ref name="style"/></start>
  <define name="attributes"><zeroOrMore><attribute><anyName/></attribute></zeroOrMore></define>
  <define name="counts"><zeroOrMore><choice>
    <attribute><choice ns="">{counts}</choice><data type="token"><param name="pattern">[0-9]{{1,6}}</param></data></attribute>
    <attribute><anyName><except><choice ns="">{counts}</choice></except></anyName></attribute>
  </choice></zeroOrMore></define>
  <define name="anything"><choice><text/>
    <element><anyName/><zeroOrMore><choice><attribute><anyName/></attribute><ref name="anything"/></choice></zeroOrMore></element>
  </choice></define>
  {defined}
</grammar>"""


def check_elements(root: Element) -> None:
    """Every element stands where it may, numbers are numbers, and levels are bounded. Raises `StyleError`."""
    if _grammar().validate(root) and not TOO_DEEP(root):
        return
    _check_each(root)


@cache
def _grammar() -> etree.RelaxNG:
    """The tables below as RELAX NG, which the XML library checks by itself: ten times as fast as asking each element."""
    names = sorted({*CHILDREN, *(child for children in CHILDREN.values() for child in children)})
    defined = "".join(
        f'<define name="{name}"><element name="{name}">{_content(name)}</element></define>' for name in names
    )
    return etree.RelaxNG(etree.fromstring(GRAMMAR.format(namespace=NAMESPACE, counts=_counts(), defined=defined)))


def _content(name: str) -> str:
    children = "".join(f'<ref name="{child}"/>' for child in sorted(CHILDREN.get(name, NONE)))
    content = '<ref name="anything"/>' if name == "info" else f"<choice><text/>{children}</choice>"
    attributes = "counts" if PREFIX + name in COUNTED else "attributes"
    return f'<ref name="{attributes}"/><zeroOrMore>{content}</zeroOrMore>'


def _counts() -> str:
    return "".join(f"<name>{name}</name>" for name in COUNTS)


def _check_each(root: Element) -> None:
    """Ask each element, to say what is wrong and where; those of other namespaces are taken out."""
    level = [(root, root.tag)]
    for _ in range(MAX_DEPTH):
        below: list[tuple[Element, object]] = []
        for element, name in level:
            children = list(element)
            tags = [child.tag for child in children]
            allowed = ALLOWED.get(name, NONE)
            if not allowed.issuperset(tags):
                _refuse(element, allowed)
            below += [pair for pair in zip(children, tags, strict=True) if len(pair[0])]
        if not below:
            break
        level = below
    else:
        raise StyleError(f"elements are nested more than {MAX_DEPTH} deep", level[0][0].sourceline)
    for element in root.iter(*COUNTED):
        _check_counts(element)


def _refuse(element: Element, allowed: frozenset[str]) -> None:
    """Elements of other namespaces are passed over, others are an error."""
    for child in element:
        name = tag(child)
        if child.tag not in allowed and not name.startswith("{"):
            raise StyleError(f"<{name}> is not allowed in <{tag(element)}>", child.sourceline)
        if name.startswith("{"):
            element.remove(child)


def _check_counts(element: Element) -> None:
    for key in COUNTS:
        value = element.get(key)
        if value is not None and not (value.strip().isdigit() and len(value) < 7):
            raise StyleError(f"{key} is {value!r}, not a number", element.sourceline)
