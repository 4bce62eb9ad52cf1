"""Sparse fields: a program names the fields that it wants of each record, as `?fields=words,attributions`."""

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.serializers import ListSerializer

PARAMETER: dict[str, Any] = {
    "name": "fields",
    "in": "query",
    "required": False,
    "description": "The fields that are wanted of each record, separated by commas; all where it is left out.",
    "style": "form",
    "explode": False,
}


def parameter(known: list[str]) -> dict[str, Any]:
    """Return the parameter's description where records have these fields."""
    return PARAMETER | {"schema": {"type": "array", "minItems": 1, "items": {"type": "string", "enum": known}}}


def only_wanted(serializer: Any, request: Request) -> Any:
    """Leave out of a serializer what is not wanted; raises ValidationError that names the fields there are."""
    asked = request.query_params.get("fields")
    if asked is None:
        return serializer
    record = serializer.child if isinstance(serializer, ListSerializer) else serializer
    wanted = [name.strip() for name in asked.split(",")]
    unknown = [name for name in wanted if name not in record.fields]
    if unknown:
        known = ", ".join(record.fields)
        raise ValidationError({"fields": f"There is no field “{unknown[0][:80]}”; there are: {known}."})
    for name in set(record.fields) - set(wanted):
        record.fields.pop(name)
    return serializer
