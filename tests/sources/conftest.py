"""Hypothesis without deadlines: the machine that runs the suite may be busy."""

from hypothesis import settings

settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
