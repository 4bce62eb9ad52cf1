"""What every room of the reading API does: lists by the pages' own filters, and single records by permanent id."""

import re
from enum import Enum
from typing import Any

from django.utils.decorators import method_decorator
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.settings import api_settings

from archive.addresses import find
from archive.api_paging import PARAMETERS, asked_of, cursor_form
from archive.conditional import conditional
from archive.filtering import ID, TAG, LanguageFilter, ReaderFilterSet, RecordFilter, RecordsFilter
from archive.mirrors.changing import changes, place_of
from archive.problems import Problem, faults_in
from archive.sparse import only_wanted


class ReaderFilters(DjangoFilterBackend):
    """The filters of the pages; a wish that cannot be read is an error, since a program sees no message."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        wishes: ReaderFilterSet | None = self.get_filterset(request, queryset, view)
        if wishes is None:
            return queryset
        _refuse_unknown(request, {*wishes.filters, *view.parameters})
        found = wishes.qs
        faults = {} if wishes.is_valid_wish() else wishes.form.errors
        kinds = {kind_of_fault(wishes, name) for name in faults}
        if kinds == {Nothing.HERE}:
            return queryset.none()
        if kinds == {Nothing.ANYWHERE}:
            raise Problem(404, "There is no such record.", list(faults_in(faults)))
        if faults:
            raise ValidationError(faults)
        return found


def _refuse_unknown(request: Any, known: set[str]) -> None:
    """Raise ValidationError that names each parameter that nothing is asked by: mistyped, it would find everything."""
    reason = f"There is no such parameter here; there are: {', '.join(sorted(known))}."
    unknown = [name for name in request.query_params if name not in known and name != api_settings.URL_FORMAT_OVERRIDE]
    if unknown:
        raise ValidationError({name[:80]: reason for name in unknown})


class Nothing(Enum):
    """Why a wish that is well-formed finds nothing: what is asked for is not here, or there is no such record."""

    HERE = 1
    ANYWHERE = 2


def kind_of_fault(wishes: ReaderFilterSet, name: str) -> Nothing | None:
    """Return why a wish finds nothing; None where it cannot even be read."""
    known = wishes.filters.get(name)
    asked = wishes.data.getlist(name) if hasattr(wishes.data, "getlist") else [wishes.data.get(name, "")]
    if isinstance(known, LanguageFilter):
        return Nothing.HERE if all(re.fullmatch(TAG["pattern"], text) for text in asked) else None
    if isinstance(known, RecordFilter | RecordsFilter):
        return Nothing.ANYWHERE if all(not text or re.fullmatch(ID["pattern"], text) for text in asked) else None
    return None


class ReadingViewSet(viewsets.ReadOnlyModelViewSet):
    """Published records only, in lists and one by one; `record_type` is what the log calls them, `kind` the API."""

    record_type = kind = ""
    may_be_sparse = may_be_kept = True
    filter_backends = [ReaderFilters]
    lookup_url_kwarg = "id"
    lookup_value_regex = "[^/]+"

    @method_decorator(conditional)
    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(request, *args, **kwargs)

    def list(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer with a page of the list, or with what changed since an entry of the log."""
        if self.record_type:
            place_of(request)
            if "since" in request.query_params:
                self._read_all(request)
                return changes(request, {self.record_type: self})
        return super().list(request, *args, **kwargs)

    @property
    def parameters(self) -> set[str]:
        """What may be asked of a list besides its filters."""
        paging = {one["name"] for one in PARAMETERS} if self.paginator else set()
        if self.action != "list":
            return paging
        return (
            paging | ({"fields"} if self.may_be_sparse else set()) | ({"since", "after"} if self.record_type else set())
        )

    def _read_all(self, request: Any) -> None:
        """Raise ValidationError for a wish that cannot be read, though changes are the same whatever is wished."""
        asked_of(request, cursor_form(self))
        self.filter_queryset(self.get_queryset())
        self.get_serializer([], many=True)

    def filter_queryset(self, queryset: Any) -> Any:
        """Narrow a list; what the database finds while there is no index is no answer to be kept."""
        found = super().filter_queryset(queryset)
        self.may_be_kept = getattr(found, "answer", True) is not None
        return found

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(*args, **kwargs)
        if not self.may_be_kept:
            response.headers["Cache-Control"] = "no-store"
        return response

    def get_object(self) -> Any:
        """Return the record; raises NoSuchRecord, Merged (301) or Gone (410), which archive.problems answers."""
        return find(self.get_queryset(), self.kwargs["id"])

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """Return the serializer of the fields that are wanted."""
        serializer = super().get_serializer(*args, **kwargs)
        return only_wanted(serializer, self.request) if self.may_be_sparse else serializer
