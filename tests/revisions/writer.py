"""A program that imports and edits without end until it is killed: `python -m tests.revisions.writer DATABASE FOLDER`.

DATABASE is Django's settings of the database, as JSON; FOLDER is where it writes the files that it imports.
"""

import json
import random
import sys
from itertools import count
from pathlib import Path

import django
from django.conf import settings


def archive_file(folder: Path, length: int) -> Path:
    """Write an archive file of new quotations, all of one new speaker and source."""
    speaker, source = permanent.new_id(), permanent.new_id()
    file = folder / f"{speaker}.yaml"
    with open(file, "w", encoding="utf-8") as out:
        names = [{"language": "ru", "literal": "Свидетель"}]
        out.write(write_document({"agent": permanent.shown(speaker), "names": names}))
        out.write(write_document({"source": permanent.shown(source), "title": "Воспоминания"}))
        for number in range(length):
            rows = {
                "attestations": [{"source": permanent.shown(source), "locator": str(number)}],
                "attributions": [{"agent": permanent.shown(speaker), "rests_on": ["1"]}],
            }
            said = {"quotation": permanent.shown(permanent.new_id()), "words": "так было", "language": "ru"}
            said["state"] = "published"
            out.write(write_document(said | rows))
    return file


def edit() -> None:
    """Change a quotation and its rows in one recording, one outside of any, and delete one."""
    some = random.sample(list(Quotation.objects.values_list("pk", flat=True)), 2)
    quotation = Quotation.objects.get(pk=some[0])
    with recording(why="edited"):
        quotation.words += "!"
        quotation.save()
        quotation.attestations.update(locator=random.randint(1, 999))
        quotation.attributions.get().rests_on.clear()
    quotation.note = f"{random.random()}"
    quotation.save()
    Quotation.objects.filter(pk=some[1]).delete()


def main(folder: Path) -> None:
    for number in count():
        load(archive_file(folder, random.randint(2, 15)))
        edit()
        if number == 0:
            print("writing", flush=True)


if __name__ == "__main__":
    settings.DATABASES["default"].update(json.loads(sys.argv[1]))
    django.setup()
    from archive.documents import write_document
    from archive.loading import load
    from archive.quotations.models import Quotation
    from archive.revisions.recording import recording
    from sources import permanent

    main(Path(sys.argv[2]))
