"""What every room of the reading API does: lists by the pages' own filters, and single records by permanent id."""

from typing import Any

from django.utils.decorators import method_decorator
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import viewsets
from rest_framework.exceptions import ValidationError

from archive.addresses import find
from archive.conditional import conditional
from archive.filtering import ReaderFilterSet
from archive.mirrors.changing import changes
from archive.sparse import only_wanted


class ReaderFilters(DjangoFilterBackend):
    """The filters of the pages; a wish that cannot be read is an error, since a program sees no message."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        wishes: ReaderFilterSet | None = self.get_filterset(request, queryset, view)
        if wishes is None:
            return queryset
        found = wishes.qs
        if not wishes.is_valid_wish():
            raise ValidationError(wishes.form.errors)
        return found


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
        if self.record_type and "since" in request.query_params:
            return changes(request, {self.record_type: self})
        return super().list(request, *args, **kwargs)

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
