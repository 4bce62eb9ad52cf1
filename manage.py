#!/usr/bin/env python
"""The command line of the archive: `python manage.py help` lists what it can do."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line, load_command_class

from sources.formats import calling

# Asks nothing of the archive, so it starts without it, five times as fast.
ALONE = {"cite": "sources"}


def main() -> None:
    """Run a management command; a wrong setting ends in one clear line. Converting files needs none of Django."""
    name = "".join(sys.argv[1:2])
    if name == "convert":
        sys.exit(calling.main(sys.argv[2:]))
    if name in ALONE:
        run_alone(name)
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Testimonia cannot start: {error}")
    except BrokenPipeError:
        stop_writing()


def run_alone(name: str) -> None:
    try:
        load_command_class(ALONE[name], name).run_from_argv(sys.argv)
    except BrokenPipeError:
        stop_writing()


def stop_writing() -> None:
    """Whoever read our output has read enough, as `head` does."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)


if __name__ == "__main__":
    main()
