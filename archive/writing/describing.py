"""Describing in the schema of the API what curators may write: each type of record, as its model has it."""

from typing import Any

from django.db import models
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view

from archive.problems import MEDIA_TYPE
from archive.publishing import Publishable
from archive.publishing import State as Standing
from archive.representing import ID_FORM
from archive.states import Shape

Schema = dict[str, Any]
ID: Schema = {"type": "string", "pattern": ID_FORM}
NAMED: Schema = {"type": ["string", "null"], "description": "A permanent id, in any spelling."}
TEXTS: Schema = {"type": "object", "additionalProperties": {"type": "string"}}
# Whoever writes may write numbers for text, and null or "" for what is empty.
TEXT = ["string", "number", "null"]
EDTF = (
    "EDTF (ISO 8601-2), in the Gregorian calendar; or a mapping that says the calendar, and the date as it is written."
)
DATE: Schema = {
    "type": [*TEXT, "object"],
    "description": EDTF,
    "properties": {name: {"type": TEXT} for name in ("edtf", "calendar", "as_written")},
    "required": ["edtf"],
    "additionalProperties": False,
}
NUMBER: Schema = {"type": ["integer", "string", "null"], "pattern": "^[0-9]*$"}
PATCH: Schema = {"type": "object", "description": "What changes, as the record has it; null takes a value away."}
PROBLEM: Schema = {
    "type": "object",
    "description": "A problem (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
                "required": ["detail"],
            },
        },
    },
    "required": ["type", "title", "status"],
}
REASONS = {
    400: "What was sent cannot be read.",
    401: "There is no token, or it is not open.",
    403: "The token or its account may not do this.",
    404: "There is no such record that this account may see.",
    406: "What is accepted is not here; there is JSON.",
    409: "The record stands in a way that does not allow it, or another needs it.",
    412: "Another has changed the record; `current` and `started_from` are both versions.",
    413: "It is too long.",
    415: "It is not JSON.",
    422: "The record would not be right; `errors` name each field and reason.",
    429: "That was too often; `Retry-After` says when to ask again.",
    428: "The request does not name the revision from which it started.",
}
UNCHANGED = {304: OpenApiResponse(None, description="Nothing has changed since the revision of this `ETag`.")}
WHY = OpenApiParameter("why", str, description="The reason, for the record's history at the desk.")
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The `ETag` from which you started."
)
IF_NONE_MATCH = OpenApiParameter("If-None-Match", str, OpenApiParameter.HEADER, description="The `ETag` that you have.")
KEY = OpenApiParameter(
    "Idempotency-Key", str, OpenApiParameter.HEADER, description="Asking again with the same key creates nothing twice."
)
ID_IN_PATH = OpenApiParameter("id", str, OpenApiParameter.PATH, description="The permanent id.")


def state_schema(shape: Shape) -> Schema:
    """Return the JSON Schema of what is written of a record; what is left out is empty or has its default."""
    named = {field.name: _field(field) for field in shape.fields if field.editable}
    named |= {date.name: DATE for date in shape.dates}
    named |= {many.name: _rows(NUMBER if many.name == "rests_on" else NAMED) for many in shape.many}
    named |= {child.name: _rows(state_schema(child)) for child in shape.children}
    return {"type": "object", "properties": named, "additionalProperties": False}


def _rows(items: Schema) -> Schema:
    return {"type": ["array", "string", "null"], "maxLength": 0, "items": items}


def _field(field: models.Field) -> Schema:
    said: Schema = {"description": f"{field.verbose_name}. {field.help_text}".strip(" .")}
    if isinstance(field, models.JSONField):
        return said | {"type": ["object", "string", "null"]}
    if field.name in ("role", "quoted_in") and not field.choices:
        return said | NUMBER
    if field.remote_field:
        return NAMED | said
    if field.choices:
        return said | {"enum": [*(value for value, _label in field.flatchoices), "", None]}
    if isinstance(field, models.DecimalField | models.IntegerField):
        return said | {"type": TEXT}
    return said | {"type": TEXT} | ({"maxLength": field.max_length} if field.max_length else {})


def record_schema(shape: Shape) -> Schema:
    """Return the JSON Schema of a record as the desk's API shows it."""
    changed = {"type": "object", "properties": {name: {"type": "string"} for name in ("by", "at", "why")}}
    named = {"id": ID, "type": {"const": shape.name}, "revision": {"type": "integer"}, "changed": changed}
    if issubclass(shape.model, Publishable):
        states = {"type": "string", "enum": [state.value for state in Standing]}
        successor = {"type": ["string", "null"]}
        standing = {"state": states, "withdrawn_because": {"type": "string"}, "successor": successor}
        named["standing"] = {"type": "object", "properties": standing, "required": list(standing)}
    return {"type": "object", "properties": named | {"record": state_schema(shape)}, "required": [*named, "record"]}


def _problems(*statuses: int) -> dict[Any, Any]:
    return {(status, MEDIA_TYPE): OpenApiResponse(PROBLEM, description=REASONS[status]) for status in statuses}


def _answers(schema: Any, *statuses: int, status: int = 200) -> dict[Any, Any]:
    return {status: OpenApiResponse(schema), **_problems(401, 403, 404, 406, 429, *statuses)}


def described(view: type) -> type:
    """Describe the operations of a view on one type of records."""
    record, state = record_schema(view.shape), state_schema(view.shape)
    written, one = {"application/json": state}, [ID_IN_PATH]
    patched = dict.fromkeys(("application/merge-patch+json", "application/json"), PATCH)
    wrong = (400, 412, 413, 415, 422, 428)
    operations = {
        "list": extend_schema(responses=_answers(record, 400)),
        "retrieve": extend_schema(parameters=[*one, IF_NONE_MATCH], responses=_answers(record) | UNCHANGED),
        "create": extend_schema(
            parameters=[WHY, KEY], request=written, responses=_answers(record, 400, 413, 415, 422, status=201)
        ),
        "update": extend_schema(parameters=[*one, WHY, IF_MATCH], request=written, responses=_answers(record, *wrong)),
        "partial_update": extend_schema(
            parameters=[*one, WHY, IF_MATCH], request=patched, responses=_answers(record, *wrong)
        ),
        "destroy": extend_schema(parameters=[*one, WHY, IF_MATCH], responses=_answers(None, 409, 412, 428, status=204)),
    }
    if issubclass(view.shape.model, Publishable):
        successor = OpenApiParameter("successor", str, description="The id of the public record that takes its place.")
        for passage in ("submit", "publish", "give_back", "withdraw"):
            more = [successor] if passage == "withdraw" else []
            operations[passage] = extend_schema(
                parameters=[*one, WHY, IF_MATCH, *more],
                request=None,
                responses=_answers(record, 400, 409, 412, 428),
            )
    return extend_schema_view(**operations)(view)
