"""OpenAPI: what all addresses of the reading API have in common, added to the schema that is made from the views."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

from archive.mirrors.describing import AFTER, CHANGES, SINCE
from archive.problems import MEDIA_TYPE
from archive.reading_api import ReadingViewSet
from archive.sparse import parameter
from archive.writing.describing import PROBLEM

Schema = dict[str, Any]
DESK = "/api/v1/desk/"
HEADERS: dict[str, str] = {
    "ETag": "The tag of this answer, for `If-None-Match`; a change of the archive makes another.",
    "Last-Modified": "When the archive changed last.",
    "RateLimit": 'What is left of the limit, and for how many seconds: `"api";r=599;t=60`.',
    "RateLimit-Policy": 'The limit: so many requests in so many seconds: `"api";q=600;w=60`.',
}
LINK = "The next and the previous page (RFC 8288)."
RESPONSES: dict[str, str] = {
    "400": "Something that is asked cannot be read; `errors` name each parameter and the reason.",
    "406": "Nothing that is accepted is here.",
    "412": "A condition of the request does not hold.",
    "429": "That was too often; `Retry-After` says when to ask again.",
}
# What the page on which the API is tried fills in.
EXAMPLES = {"q": "peace", "name": "lenin", "from_year": 1917, "to_year": 1920, "language": "ja", "since": 0}
NOT_FOUND = "There is no such page, or no public record with this id; `near` are ids that may have been meant."
GONE = "The record was public once and is so no more; why, and what takes its place."
MERGED = "The record was merged into another, which is at `Location`."
CONFLICT = "The log has not reached this number: the archive was brought back from a backup. Begin at 0."


class ArchiveSchema(AutoSchema):
    """Describes also what the rooms of the reading API take besides their filters."""

    def _get_parameters(self) -> list[Schema]:
        found = super()._get_parameters()
        if (
            isinstance(self.view, ReadingViewSet)
            and self.view.may_be_sparse
            and self.view.action in ("list", "retrieve")
        ):
            fields = list(self.view.get_serializer_class()().fields)
            found.append(parameter(fields))
            if self.view.record_type and self.view.action == "list":
                found += [SINCE, AFTER]
        return sorted(found, key=lambda one: one["name"])


def complete(result: Schema, **kwargs: Any) -> Schema:
    """Add to each operation of the reading API what all of them answer, and let records be sparse."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    for path, operations in result["paths"].items():
        if not path.startswith(DESK):
            _complete(path, operations["get"], result["components"]["schemas"])
    return result


def _complete(path: str, operation: Schema, schemas: Schema) -> None:
    for one in operation.get("parameters", ()):
        if one["name"] in EXAMPLES and one["schema"].get("type") != "array":
            one["example"] = EXAMPLES[one["name"]]
        if one["name"] != "fields":
            _let_be_empty(one["schema"])
    responses, names = operation["responses"], {one["name"] for one in operation.get("parameters", ())}
    found = responses["200"]
    found["headers"] = {name: _header(told) for name, told in HEADERS.items()}
    responses["304"] = {"description": "Nothing has changed since the answer with this tag."}
    responses |= {status: _problem(told) for status, told in RESPONSES.items()}
    if "{" in path:
        responses |= {"404": _problem(NOT_FOUND), "410": _problem(GONE), "301": {"description": MERGED}}
    if "page" in names:
        responses["404"] = _problem(NOT_FOUND)
        found["headers"]["Link"] = _header(LINK)
    if "since" in names:
        responses["409"] = _problem(CONFLICT)
    if "fields" in names:
        _let_be_sparse(found, schemas)
    if {"since", "fields"} <= names:
        content = found["content"]["application/json"]
        content["schema"] = {"anyOf": [content["schema"], CHANGES]}
    operation["responses"] = dict(sorted(responses.items()))


def _let_be_empty(schema: Schema) -> None:
    """A choice that is sent empty, as forms do, is as if it were left out."""
    choice = schema.get("items", schema)
    if "enum" in choice:
        choice["enum"] = list(dict.fromkeys([*choice["enum"], ""]))


def _header(told: str) -> Schema:
    return {"description": told, "schema": {"type": "string"}}


def _problem(told: str) -> Schema:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": told, "content": {MEDIA_TYPE: {"schema": schema}}}


def _let_be_sparse(response: Schema, schemas: Schema) -> None:
    """No field of a record has to be there, since `fields` may leave out any."""
    name = _name(response["content"]["application/json"]["schema"])
    record = schemas[name]
    if "results" in record.get("properties", ()):
        record = schemas[_name(record["properties"]["results"]["items"])]
    record.pop("required", None)


def _name(schema: Schema) -> str:
    return schema["$ref"].rpartition("/")[2]
