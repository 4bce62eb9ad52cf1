"""EndNote XML."""

name = "endnote-xml"
label = "EndNote XML"
media_type = "application/xml"
suffix = ".xml"
