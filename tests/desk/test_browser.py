"""The desk in a browser: nothing that the security policy forbids, no barrier, no script needed to save."""

from collections.abc import Iterator
from typing import Any

import pytest
