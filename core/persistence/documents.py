"""The JSONB edge: the engine's dataclasses to documents and back, validated by their own types."""

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, kind))


def to_document(kind: Hashable, value: object) -> Any:
    """A value as plain JSON data: dicts, lists, strings, numbers; ValueError where it is not of its type."""
    return _adapter(kind).dump_python(value, mode="json", warnings="error")


def from_document(kind: type[T], document: object) -> T:
    """The value again; ValueError where the document does not fit its type."""
    return cast(T, _adapter(cast(Hashable, kind)).validate_python(document))


def from_row(kind: Hashable, document: object, table: str, row_id: int) -> Any:
    """The value of a stored document; ValueError names the row where it does not fit."""
    try:
        return _adapter(kind).validate_python(document)
    except ValueError as error:
        raise ValueError(f"{table} {row_id} holds what it must not: {error}") from error
