"""The curators' half of the API, at /api/v1/desk/: records of any state, as the desk's own rules allow."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.utils.cache import patch_vary_headers
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.metadata import SimpleMetadata
from rest_framework.permissions import SAFE_METHODS
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.routers import SimpleRouter

from archive.curating import may_pass, name_of
from archive.passing import PASSES, pass_on
from archive.problems import Problem
from archive.publishing import CannotPass, Publishable
from archive.publishing import State as Standing
from archive.revisions import log
from archive.revisions.appending import lock
from archive.revisions.models import Entry
from archive.states import SHAPES, Shape
from archive.writing import changing
from archive.writing.authenticating import HasToken, TokenAuthentication
from archive.writing.describing import described
from archive.writing.parsing import BoundedJson, MergePatch, check_length
from archive.writing.preconditions import expect, is_known, tag_of
from archive.writing.receiving import Refused, merged, received
from archive.writing.repeating import once
from archive.writing.representing import ROOMS, represented, split
from sources import permanent
from sources.desk import parent_of

LONGEST_WHY = 1000


class WithoutFields(SimpleMetadata):
    """What OPTIONS tells: what is taken and given; the fields of records stand in the schema."""

    def determine_actions(self, request: Any, view: Any) -> dict[str, Any]:
        return {}


class RecordDesk(viewsets.GenericViewSet):
    """Records of one type, whatever their standing, as far as the token's account may see and change them."""

    shape: Shape
    authentication_classes = [TokenAuthentication]
    permission_classes = [HasToken]
    parser_classes = [BoundedJson, MergePatch]
    renderer_classes = [JSONRenderer]
    metadata_class = WithoutFields
    filter_backends: list[Any] = []
    lookup_url_kwarg = "id"
    lookup_value_regex = "[^/]+"

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        check_length(request)

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Keep what one account sees out of every shared cache."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-cache"
        patch_vary_headers(response, ["Authorization"])
        return response

    def needed_leave(self) -> str:
        """Return the field of a token that must be set for what is asked."""
        return "" if self.request.method in SAFE_METHODS else "may_write"

    # Reading.

    def get_queryset(self) -> models.QuerySet[Any]:
        records = self.shape.model._default_manager.all()
        is_publishable = issubclass(self.shape.model, Publishable)
        return records.visible_to(self.request.user) if is_publishable else records

    def list(self, request: Any) -> Response:
        """List the records that this account may see, the last one changed first."""
        self._ask("view")
        entries = Entry.objects.filter(
            record_type=self.shape.name, record_id__in=self.get_queryset().order_by().values("pk")
        )
        page = self.paginate_queryset(entries.last_of_each().order_by("-sequence"))
        records = {record.pk: record for record in self.get_queryset().filter(pk__in=[one.record_id for one in page])}
        found = [represented(records[one.record_id], one, request) for one in page if one.record_id in records]
        return self.get_paginated_response(found)

    def retrieve(self, request: Any, id: str) -> Response:
        """Give a record as it is now, with its revision as the ETag."""
        self._ask("view")
        record = self._record()
        if is_known(request, revision := log.revision_of(record)):
            return Response(status=304, headers={"ETag": tag_of(revision)})
        return self._answer(record)

    # Writing.

    def create(self, request: Any) -> Response:
        """Create a record, as a draft where it is one to be published."""
        self._ask("add")
        return once(request, self._created)

    def _created(self) -> Response:
        record = self._written(changing.create, self.shape, self.request.data)
        response = self._answer(record, status=201)
        where = f"api:{self.basename}-detail"
        response.headers["Location"] = reverse(where, args=[record.shown_id], request=self.request)
        return response

    def update(self, request: Any, id: str) -> Response:
        """Write a record anew: what is left out becomes empty, but its cite key and its standing."""
        record = self._expected("change")
        return self._answer(self._written(changing.rewrite, record, request.data))

    def partial_update(self, request: Any, id: str) -> Response:
        """Change some of a record by a merge patch (RFC 7386); lists are replaced whole."""
        if not isinstance(request.data, dict):
            raise Problem(422, "A merge patch of a record is a mapping of names to values.")
        record = self._expected("change")
        present, _standing = split(log.of(record).last().parsed)
        return self._answer(self._written(changing.rewrite, record, merged(present, request.data)))

    def destroy(self, request: Any, id: str) -> Response:
        """Delete a record that no other needs."""
        record = self._expected("delete")
        try:
            changing.delete(record, request.user, self._why())
        except models.ProtectedError as error:
            raise Problem(409, "The record is needed by others.", needed_by=_in_the_way(error, request.user)) from None
        return Response(status=204)

    def _written(self, write: Any, what: Any, data: Any) -> models.Model:
        try:
            return write(what, received(data), self.request.user, self._why())
        except Refused as refused:
            errors = [{"field": fault.field, "detail": str(fault.reason)} for fault in refused.faults]
            raise Problem(422, "The record would not be right.", errors) from None

    # What all need.

    def _ask(self, wish: str, record: models.Model | None = None) -> None:
        """Raise PermissionDenied unless the account may do this, as at the desk."""
        user, name = self.request.user, name_of(self.shape.model, wish)
        if not user.has_perm(name) or (record is not None and not user.has_perm(name, record)):
            raise PermissionDenied("The account of the token may not do this.")

    def _record(self) -> Any:
        """Return the record of the address; raises Http404 for one that this account may not see."""
        try:
            pk = permanent.normalised(self.kwargs["id"])
        except permanent.WrongId as wrong:
            raise Http404(str(wrong)) from None
        record = self.get_queryset().filter(pk=pk).first()
        if record is None:
            raise Http404("There is no record with this id that the account of the token may see.")
        return record

    def _expected(self, wish: str) -> Any:
        """Return the record that is to be changed, once it is clear that nobody has changed it since."""
        lock()
        record = self._record()
        self._ask(wish, record)
        expect(self.request, record)
        return record

    def _why(self) -> str:
        why = self.request.query_params.get("why", "").strip()
        if len(why) > LONGEST_WHY or "\0" in why:
            raise Problem(400, f"`why` has at most {LONGEST_WHY} characters.", [{"field": "why", "detail": "too long"}])
        return why

    def _answer(self, record: models.Model, status: int = 200) -> Response:
        last = log.of(record).last()
        shown = represented(record, last, self.request)
        return Response(shown, status=status, headers={"ETag": tag_of(last.sequence)})


class PublishableDesk(RecordDesk):
    """Records that are brought to publication step by step."""

    def needed_leave(self) -> str:
        return "may_publish" if self.action in ("publish", "give_back", "withdraw") else super().needed_leave()

    @action(detail=True, methods=["post"])
    def submit(self, request: Any, id: str) -> Response:
        """Submit a draft for review."""
        return self._pass(Standing.IN_REVIEW)

    @action(detail=True, methods=["post"])
    def publish(self, request: Any, id: str) -> Response:
        """Publish a record, which freezes an edition."""
        return self._pass(Standing.PUBLISHED)

    @action(detail=True, methods=["post"], url_path="return")
    def give_back(self, request: Any, id: str) -> Response:
        """Return a record to its author as a draft; `why` is asked for."""
        return self._pass(Standing.DRAFT)

    @action(detail=True, methods=["post"])
    def withdraw(self, request: Any, id: str) -> Response:
        """Withdraw a public record; `why` is asked for, and readers are told it."""
        return self._pass(Standing.WITHDRAWN)

    def _pass(self, state: Standing) -> Response:
        record, why = self._expected("view"), self._why()
        if not may_pass(self.request.user, record, state):
            raise PermissionDenied("The account of the token may not do this.")
        if PASSES[state].wants_reason and not why:
            raise Problem(400, "A reason is asked for.", [{"field": "why", "detail": "Say why."}])
        try:
            passed = pass_on(record, state, self.request.user, why, self.request.query_params.get("successor", ""))
        except CannotPass as error:
            errors = [{"detail": str(message)} for message in error.messages]
            raise Problem(409, "The record cannot pass into this state.", errors) from None
        return self._answer(passed)


def _in_the_way(error: models.ProtectedError, user: Any) -> list[str]:
    """Return the ids of the records that need one, of those that this account may see."""
    records = {parent_of(row) or row for row in error.protected_objects}
    seen = (record for record in records if user.has_perm(name_of(type(record), "view"), record))
    return sorted(permanent.shown(record.pk) for record in seen)


def _desk_of(shape: Shape) -> type[RecordDesk]:
    base = PublishableDesk if issubclass(shape.model, Publishable) else RecordDesk
    name = f"{shape.model.__name__}Desk"
    return described(type(name, (base,), {"shape": shape, "__doc__": base.__doc__, "queryset": _none(shape)}))


def _none(shape: Shape) -> models.QuerySet[Any]:
    return shape.model._default_manager.none()


router = SimpleRouter()
for shape in SHAPES.values():
    router.register(f"desk/{ROOMS[shape.name]}", _desk_of(shape), basename=f"desk-{shape.name}")
