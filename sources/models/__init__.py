"""The records of the shelf."""

from sources.models.agents import Agent, AgentIdentifier, AgentName, AgentRole
from sources.models.imports import Decision, ImportBatch, ImportEntry, ImportKind, ImportState, Status
from sources.models.records import Basis, Grounded, Record
from sources.models.rows import Row, RowQuerySet
from sources.models.works import Contribution, Source, SourceIdentifier

__all__ = [
    "Agent",
    "AgentIdentifier",
    "AgentName",
    "AgentRole",
    "Basis",
    "Contribution",
    "Decision",
    "Grounded",
    "ImportBatch",
    "ImportEntry",
    "ImportKind",
    "ImportState",
    "Record",
    "Row",
    "RowQuerySet",
    "Source",
    "SourceIdentifier",
    "Status",
]
