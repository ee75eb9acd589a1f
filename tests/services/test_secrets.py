"""Secrets are opened at their own place, with their own key, unchanged, or not at all."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.services.secrets import KEY_BYTES, NONCE_BYTES, Keyring, SecretError

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
KEYS = Keyring({"new": KEY, "old": OTHER})
PLACE = ("integrations", 17, "ring", "access_token")


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_what_was_put_there_comes_out(plain: str) -> None:
    sealed = KEYS.seal(plain, *PLACE)
    assert KEYS.unseal("new", sealed, *PLACE) == plain


def test_the_same_secret_never_looks_the_same_twice() -> None:
    one, other = KEYS.seal("token", *PLACE), KEYS.seal("token", *PLACE)
    assert one != other
    assert one[:NONCE_BYTES] != other[:NONCE_BYTES]
    assert b"token" not in one


@pytest.mark.parametrize(
    "place",
    [
        ("integrations", 18, "ring", "access_token"),
        ("integrations", 17, "watch", "access_token"),
        ("integrations", 17, "ring", "refresh_token"),
        ("others", 17, "ring", "access_token"),
        ("integrations", "17", "ring", "access_token"),
        ("integrations", 17, "ring"),
        (),
    ],
)
def test_a_secret_that_was_moved_is_refused(place: tuple[object, ...]) -> None:
    with pytest.raises(SecretError, match="changed, or moved"):
        KEYS.unseal("new", KEYS.seal("token", *PLACE), *place)


@settings(max_examples=50)
@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_single_changed_bit_is_refused(position: int, flip: int) -> None:
    sealed = bytearray(KEYS.seal("token", *PLACE))
    sealed[position % len(sealed)] ^= flip
    with pytest.raises(SecretError):
        KEYS.unseal("new", bytes(sealed), *PLACE)


@pytest.mark.parametrize("cut", [b"", b"short", bytes(NONCE_BYTES)])
def test_what_is_no_secret_is_refused(cut: bytes) -> None:
    with pytest.raises(SecretError):
        KEYS.unseal("new", cut, *PLACE)


def test_a_missing_key_is_named_and_its_value_is_not() -> None:
    with pytest.raises(SecretError, match="“older” is missing; add it to SETPOINT_KEYS"):
        KEYS.unseal("older", KEYS.seal("token", *PLACE), *PLACE)
    with pytest.raises(SecretError, match="set SETPOINT_KEYS"):
        Keyring().seal("token", *PLACE)


def encoded(key: bytes) -> str:
    return base64.b64encode(key).decode()


def test_the_first_key_encrypts_and_lines_do_as_well_as_commas() -> None:
    line = f"2026:{encoded(KEY)}, 2025:{encoded(OTHER)}"
    read = Keyring.parse(line)
    assert read.current == "2026"
    assert read.keys == {"2026": KEY, "2025": OTHER}
    assert Keyring.parse(line.replace(", ", "\n") + "\n") == read
    assert Keyring.parse("  \n").keys == {}


@pytest.mark.parametrize(
    "text",
    [
        "just-words:abc",
        f":{encoded(KEY)}",
        f"a:{encoded(KEY)},a:{encoded(OTHER)}",
        f"a:{encoded(bytes(16))}",
        f"a:{encoded(KEY)[:-2]}",
    ],
)
def test_what_is_no_key_is_refused_without_being_said(text: str) -> None:
    with pytest.raises(SecretError) as refused:
        Keyring.parse(text)
    assert f"{KEY_BYTES} bytes in base64" in str(refused.value)
    assert encoded(KEY)[:8] not in str(refused.value)


def test_nothing_that_prints_a_keyring_prints_its_keys() -> None:
    assert encoded(KEY) not in repr(KEYS)
    assert repr(KEY) not in f"{KEYS} {KEYS!r}"
