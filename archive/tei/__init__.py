"""TEI P5 of people, events and the whole archive; references and quotations are written by the shelf's own format."""
