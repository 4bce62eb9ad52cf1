"""Reading style and locale files: XML that may be hostile becomes a bounded tree."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from .errors import StyleError

NAMESPACE = "http://purl.org/net/xbiblio/csl"
PREFIX = f"{{{NAMESPACE}}}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The largest of the ten thousand published styles is a tenth of this.
MAX_BYTES = 4_000_000
MAX_DEPTH = 60

Element = etree._Element


@cache
def package_folder(package: str) -> Path:
    """Where an installed package lies; nothing of it is imported."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the package {package} is not installed")
    return Path(spec.submodule_search_locations[0])


def read_xml(source: bytes | str, root: str) -> Element:
    """The root element of a file. Raises `StyleError` with line and reason."""
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    data = data.strip()
    if len(data) > MAX_BYTES:
        raise StyleError(f"the file has {len(data):,} bytes, more than {MAX_BYTES:,}")
    tree = _parse(data)
    if tree.docinfo.doctype:
        raise StyleError("a document type declaration is not allowed", 1)
    element = tree.getroot()
    if element.tag != PREFIX + root:
        raise StyleError(f"the root is {_name(element)}, not <{root}> of CSL", element.sourceline)
    return element


def _parse(data: bytes) -> etree._ElementTree:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        return etree.fromstring(data, parser).getroottree()
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None)
        raise StyleError(f"not well-formed XML: {getattr(error, 'msg', None) or error}", line) from None


def _name(element: Element) -> str:
    return f"<{tag(element)}>"


def tag(element: Element) -> str:
    """The element's name; those of other namespaces keep theirs in Clark notation."""
    name = element.tag
    if not isinstance(name, str):
        return "&entity;"
    return name.removeprefix(PREFIX)


def words(element: Element | None) -> str:
    return "" if element is None else "".join(element.itertext())
