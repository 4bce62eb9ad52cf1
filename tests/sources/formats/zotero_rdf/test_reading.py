"""Zotero's RDF becomes the references that it means, with the nodes that they refer to."""

from io import BytesIO

from sources.formats.zotero_rdf import read
from sources.reference import Date, Name, Reference

LIBRARY = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:link="http://purl.org/rss/1.0/modules/link/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/" xmlns:vcard="http://nwalsh.com/rdf/vCard#">
<bib:Article rdf:about="#item_1"><z:itemType>journalArticle</z:itemType>
 <dcterms:isPartOf rdf:resource="urn:issn:1234-5678"/>
 <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Trotsky</foaf:surname><foaf:givenName>Leon</foaf:givenName>
 </foaf:Person></rdf:li><rdf:li><foaf:Person><foaf:surname>Supreme War Council</foaf:surname></foaf:Person></rdf:li>
 </rdf:Seq></bib:authors>
 <dcterms:isReferencedBy rdf:resource="#item_2"/><link:link rdf:resource="#item_3"/>
 <dc:subject>war</dc:subject><dc:subject><dcterms:LCC><rdf:value>DK265</rdf:value></dcterms:LCC></dc:subject>
 <dc:title>Peace</dc:title><dc:date>1918-08-02</dc:date><bib:pages>5-9</bib:pages><dc:rights>free</dc:rights>
 <dc:identifier><dcterms:URI><rdf:value>http://a/b</rdf:value></dcterms:URI></dc:identifier>
</bib:Article>
<bib:Journal rdf:about="urn:issn:1234-5678"><dc:title>Pravda</dc:title><prism:volume>3</prism:volume>
 <prism:number>7</prism:number><dcterms:alternative>Pr.</dcterms:alternative><dc:identifier>ISSN 1234-5678</dc:identifier>
</bib:Journal>
<bib:Memo rdf:about="#item_2"><rdf:value>&lt;p&gt;A &lt;b&gt;note&lt;/b&gt;.&lt;/p&gt;</rdf:value></bib:Memo>
<z:Attachment rdf:about="#item_3"><z:itemType>attachment</z:itemType><dc:title>Scan</dc:title>
 <rdf:resource rdf:resource="files/3/a.pdf"/><link:type>application/pdf</link:type></z:Attachment>
<bib:Book rdf:about="#item_4"><z:itemType>book</z:itemType><dc:title>My Life</dc:title>
 <dc:publisher><foaf:Organization><vcard:adr><vcard:Address><vcard:locality>Berlin</vcard:locality></vcard:Address>
 </vcard:adr><foaf:name>Granit</foaf:name></foaf:Organization></dc:publisher>
 <dcterms:isPartOf><bib:Series><dc:title>Lives</dc:title><dc:identifier>2</dc:identifier></bib:Series></dcterms:isPartOf>
</bib:Book></rdf:RDF>"""


def library() -> list[Reference]:
    return list(read(BytesIO(LIBRARY.encode())))


def test_article_is_read_with_its_journal() -> None:
    article, _ = library()

    assert article.variables == {
        "title": "Peace", "page": "5-9", "container-title": "Pravda", "container-title-short": "Pr.", "volume": "3",
        "issue": "7", "ISSN": "1234-5678", "call-number": "DK265", "license": "free", "URL": "http://a/b",
    }  # fmt: skip
    assert article.names == {"author": (Name("Trotsky", "Leon"), Name(literal="Supreme War Council"))}
    assert article.dates == {"issued": Date(((1918, 8, 2),))}


def test_notes_tags_and_attachments_are_the_items_own() -> None:
    article, _ = library()

    assert (article.notes, article.keywords) == (("A note.",), ("war",))
    assert article.extra["attachments"] == [{"title": "Scan", "path": "files/3/a.pdf", "media-type": "application/pdf"}]


def test_book_has_publisher_and_series() -> None:
    _, book = library()

    assert book.type == "book"
    assert book.variables == {
        "title": "My Life", "publisher": "Granit", "publisher-place": "Berlin", "collection-title": "Lives",
        "collection-number": "2",
    }  # fmt: skip
