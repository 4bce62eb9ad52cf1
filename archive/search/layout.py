"""The folder of the index: generations, the pointer to the one that serves, and the locks.

index/
  current          the name of the generation that serves, replaced in one step
  rebuild.lock     held while a new generation is made
  g-…/             one generation
    words/         Tantivy's files
    column-*.npy   what is known of each quotation, by number, and room for what comes later
    profiles.npz   the combinations of facet values that occur
    frequent.*     where the most frequent tokens are
    state.json     the version of the form and the sequence of the log at which it was made
    changes.jsonl  what has changed since, one line a batch
    writer.lock    held while changes are written
"""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class State:
    """What a generation says of itself: the form's version, the log's sequence, how many quotations."""

    version: int
    sequence: int
    count: int


class Busy(Exception):
    """Another process holds the lock."""


class NoIndex(Exception):
    """There is no index that can serve; the message says why."""


@dataclass(frozen=True)
class Generation:
    """The folder of one generation."""

    folder: Path

    @property
    def words(self) -> Path:
        return self.folder / "words"

    @property
    def profiles(self) -> Path:
        return self.folder / "profiles.npz"

    def column(self, name: str) -> Path:
        """Return the file of one column."""
        return self.folder / f"column-{name}.npy"

    @property
    def changes(self) -> Path:
        return self.folder / "changes.jsonl"

    def frequent(self, suffix: str) -> Path:
        """Return a file of the frequent tokens."""
        return self.folder / f"frequent.{suffix}"

    def state(self) -> State:
        """Return what the generation says of itself; raises NoIndex where it says nothing."""
        try:
            return State(**json.loads((self.folder / "state.json").read_text("utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise NoIndex(f"the index does not say what it is ({error})") from error

    def write_state(self, state: State) -> None:
        """Say what it is; the last thing that is written of a new generation."""
        (self.folder / "state.json").write_text(json.dumps(asdict(state)), "utf-8")

    def writing(self, wait: bool = True) -> contextlib.AbstractContextManager[None]:
        """Be the one who writes changes; raises Busy where another is and `wait` is false."""
        return locked(self.folder / "writer.lock", wait)


def index_folder() -> Path:
    """Return the folder of the index, and make it."""
    folder = Path(settings.DATA_DIR) / "index"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def current() -> Generation:
    """Return the generation that serves; raises NoIndex where there is none."""
    try:
        name = (index_folder() / "current").read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        raise NoIndex("there is no index yet") from error
    generation = Generation(index_folder() / name)
    if not name.startswith("g-") or not generation.folder.is_dir():
        raise NoIndex("the index has been deleted")
    return generation


def new_generation() -> Generation:
    """Make the folder of a new generation."""
    generation = Generation(index_folder() / f"g-{secrets.token_hex(6)}")
    generation.words.mkdir(parents=True)
    return generation


def switch_to(generation: Generation) -> None:
    """Let a generation serve from now on, and remove the others."""
    pointer = index_folder() / "current"
    draft = pointer.with_suffix(f".{os.getpid()}")
    draft.write_text(generation.folder.name, "utf-8")
    os.replace(draft, pointer)
    remove_all_but(generation)


def retire() -> None:
    """Let no generation serve."""
    (index_folder() / "current").unlink(missing_ok=True)


def remove_all_but(kept: Generation | None) -> None:
    """Remove generations that do not serve; whoever has one open reads on until they let it go."""
    for folder in index_folder().glob("g-*"):
        if kept is None or folder != kept.folder:
            shutil.rmtree(folder, ignore_errors=True)


def rebuilding(wait: bool = True) -> contextlib.AbstractContextManager[None]:
    """Be the one who makes a new generation; raises Busy where another is and `wait` is false."""
    return locked(index_folder() / "rebuild.lock", wait)


@contextlib.contextmanager
def locked(path: Path, wait: bool) -> Iterator[None]:
    """Hold a lock, which the system lets go with the process, however that ends."""
    with open(path, "a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise Busy(str(path)) from None
        yield
