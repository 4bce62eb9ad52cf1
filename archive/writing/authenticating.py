"""Authenticating programs: a token in the request's header stands for its curator (RFC 6750)."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission

from archive.writing.models import Token

SCHEME = "Bearer"


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer testimonia_…`, of a token that is open and an account that still works at the desk."""

    def authenticate(self, request: Any) -> tuple[Any, Token] | None:
        scheme, _space, secret = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != SCHEME.lower():
            return None
        token = Token.objects.of_secret(secret.strip())
        if token is None:
            raise AuthenticationFailed("There is no such token.")
        if not token.is_open:
            raise AuthenticationFailed("The token has expired, or was revoked.")
        if not (token.account.is_active and token.account.is_staff):
            raise AuthenticationFailed("The account of the token is closed.")
        token.note_use()
        return token.account, token

    def authenticate_header(self, request: Any) -> str:
        return f'{SCHEME} realm="Testimonia"'


class TokenScheme(OpenApiAuthenticationExtension):
    """How the schema tells of tokens."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A token that a curator made at the desk."}


class HasToken(BasePermission):
    """Asks for a token, and for its leave to do what the view is about to do."""

    message = "The token does not say that it may do this."

    def has_permission(self, request: Any, view: Any) -> bool:
        token = request.auth
        if not isinstance(token, Token):
            return False
        needed = getattr(view, "needed_leave", lambda: "")()
        return not needed or getattr(token, needed)
