"""The WSGI application that the server runs."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

# REST framework goes without PostgreSQL's own fields, which no record has, where it cannot import them. With them
# comes the driver, which on SQLite nobody needs: 9 MB in each worker.
sys.modules["django.contrib.postgres"] = None  # type: ignore[assignment]

application = get_wsgi_application()

# What is made once stays, so the collector need not go through it again: that took a tenth of a second now and then.
get_resolver().check()
gc.collect()
gc.freeze()
