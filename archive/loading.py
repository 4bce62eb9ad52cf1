"""Loading an archive file: every problem is named by its line, and all of it is applied or nothing.

An archive file is a stream of YAML documents in UTF-8, one record each, parted by lines of `---`.
A document begins with the record's type and permanent id (`quotation: K7M2-9XQ4`); the rest is its
state (see `archive.states`). Every value is read as text. Records may name records further down,
but for the role of a speaker, whose record comes first.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from django.db import models, reset_queries
from django.utils.translation import gettext as _

from archive.building import Built, Fault, build
from archive.documents import Document, Unreadable, read_documents
from archive.revisions.appending import new_batch
from archive.revisions.recording import Recording, recording
from archive.saving import faults_of_saving, save_all
from archive.soundness import Unsound, dangling, loops
from archive.states import SHAPES, Shape, state_of, with_children
from sources import permanent
from sources.telling import told

BATCH = 500
MOST_PROBLEMS = 1000


@dataclass(frozen=True)
class Problem:
    """What is wrong in a file, and where; lines are counted from 1."""

    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (f"line {self.line}", self.field, self.reason)))


class CannotLoad(Exception):
    """A file that cannot be loaded, with each of its problems; nothing of it was applied."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = sorted(problems, key=lambda problem: problem.line)


@dataclass(frozen=True)
class Loaded:
    """How many records were new, and how many the archive had already, just so."""

    new_count: int = 0
    known_count: int = 0


def load(path: Path, progress: Callable[[int], None] = lambda count: None, by: Any = None) -> Loaded:
    """Load a file; raises CannotLoad with its problems, and OSError when it cannot be read.

    `progress` is told how many records have been read so far. What is new enters the log as one
    batch, by that account, with the file's name as the reason.
    """
    with recording(by=by, why=path.name, batch=new_batch()) as recorder:
        loader = _Loader(path, progress, recorder)
        loaded = loader.load()
        if loader.problems:
            raise CannotLoad(loader.problems)
    return loaded


class _Loader:
    """One run over a file, batch by batch: what was done, and what was found wrong."""

    def __init__(self, path: Path, progress: Callable[[int], None], recorder: Recording) -> None:
        self.path, self.progress, self.recorder = path, progress, recorder
        self.problems: list[Problem] = []
        self.loaded = Loaded()

    def load(self) -> Loaded:
        with open(self.path, "rb") as file:
            documents = read_documents(self.decoded(file))
            count = 0
            while batch := list(islice(documents, BATCH)):
                self.take(batch)
                count += len(batch)
                self.progress(count)
                reset_queries()  # of which Django keeps thousands where it debugs
                if len(self.problems) >= MOST_PROBLEMS:
                    return self.loaded
        if not count:
            self.problems.append(Problem(1, "", _("there is no record in this file")))
        if not self.problems:
            self.check_relations()
        return self.loaded

    def decoded(self, file: Iterable[bytes]) -> Iterator[str]:
        """Yield the lines as text; a line that is not UTF-8 is a problem."""
        for number, line in enumerate(file, start=1):
            try:
                yield line.decode("utf-8-sig" if number == 1 else "utf-8").replace("\r\n", "\n")
            except UnicodeDecodeError as error:
                self.problems.append(Problem(number, "", _("this is not UTF-8 text (byte %s)") % (error.start + 1)))
                yield line.decode("utf-8", "replace")

    def take(self, batch: list[Document | Unreadable]) -> None:
        """Save what is new in a batch, as far as nothing has been found wrong."""
        built = []
        for document in batch:
            if isinstance(document, Unreadable):
                self.problems.append(Problem(document.line, "", document.reason))
            elif record := self.build(document):
                built.append((document, record))
        for shape, group in groupby(built, key=lambda pair: pair[1].shape.name):
            self.take_group(SHAPES[shape], list(group))

    def build(self, document: Document) -> Built | None:
        """Return the record of a document, or None after noting why it is none."""
        name = next(iter(document.value), "")
        if name not in SHAPES:
            known = ", ".join(SHAPES)
            self.problems.append(
                Problem(document.line, name, _("a record begins with its type and id; types are: %s") % known)
            )
            return None
        try:
            pk = permanent.normalised(str(document.value[name]))
        except permanent.WrongId as error:
            self.problems.append(Problem(document.line_of((name,)), name, told(error)))
            return None
        built = build(SHAPES[name], pk, {key: value for key, value in document.value.items() if key != name})
        self.note(document, built.faults)
        return None if built.faults else built

    def note(self, document: Document, faults: Iterable[Fault]) -> None:
        self.problems.extend(Problem(document.line_of(fault.path), fault.field, fault.reason) for fault in faults)

    def take_group(self, shape: Shape, group: list[tuple[Document, Built]]) -> None:
        """Save the records of one type that the archive does not have yet."""
        existing = {record.pk: record for record in self.existing(shape, group)}
        new: dict[str, tuple[Document, Built]] = {}
        for document, built in group:
            pk = built.record.pk
            if pk in new:
                self.note(document, [Fault((shape.name,), _("this id stands in line %s already") % new[pk][0].line)])
            elif pk not in existing:
                new[pk] = document, built
            elif state_of(existing[pk]) == built.state():
                self.loaded = replace(self.loaded, known_count=self.loaded.known_count + 1)
            else:
                self.note(document, [Fault((shape.name,), _("the archive has this record already, and it differs"))])
        if not self.problems:
            self.save(list(new.values()))

    def existing(self, shape: Shape, group: list[tuple[Document, Built]]) -> models.QuerySet[models.Model]:
        ids = [built.record.pk for _document, built in group]
        return with_children(shape, shape.model._default_manager.filter(pk__in=ids))

    def save(self, new: list[tuple[Document, Built]]) -> None:
        """Save records all at once; if the database refuses, find out which and why."""
        if save_all([built for _document, built in new]):
            self.loaded = replace(self.loaded, new_count=self.loaded.new_count + len(new))
            for _document, built in new:
                self.recorder.know(built.record, built.state())
            self.recorder.append()
            return
        for document, built in new:
            self.note(document, faults_of_saving(built))

    def check_relations(self) -> None:
        """Note every record that names one which is nowhere, or that is a part of itself."""
        unsound = {(found.shape, found.pk): found for found in (*dangling(), *loops())}
        if unsound:
            self.find_lines(unsound)

    def find_lines(self, unsound: dict[tuple[str, str], Unsound]) -> None:
        """Read the file once more, for the lines of the records that the database found wrong."""
        with open(self.path, "rb") as file:
            for document in read_documents(self.decoded(file)):
                if isinstance(document, Document) and (found := unsound.get(_header(document))):
                    lines = document.lines_saying(found.value) or [document.line_of((found.field,))]
                    self.problems.append(Problem(lines[0], found.field, found.reason))


def _header(document: Document) -> tuple[str, str]:
    """Return the type and id of a document that was read before without fault."""
    name = next(iter(document.value))
    return name, permanent.normalised(document.value[name])
