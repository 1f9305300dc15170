"""Statements of identity: believed when web signed them a moment ago, and never otherwise."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import OKPKey

from shared.identity import CLOCK_DRIFT, STATEMENT_VALID, Actor, Role, load_key, make_keys, sign, verify
from shared.ids import new_id

NOW = datetime(2026, 10, 6, 12, 0, tzinfo=UTC)
KEY = OKPKey.generate_key("Ed25519")
PUBLIC = OKPKey.import_key(KEY.as_pem(private=False))
ACTOR = Actor(new_id(), frozenset({new_id(), new_id()}), frozenset({Role.PAYROLL, Role.AUDITOR}))
STATEMENT = sign(ACTOR, KEY, NOW)


def test_a_statement_tells_who_it_is_for() -> None:
    assert verify(STATEMENT, PUBLIC, NOW) == ACTOR


def test_a_statement_holds_for_sixty_seconds_and_what_clocks_differ() -> None:
    assert timedelta(seconds=60) == STATEMENT_VALID
    last = NOW + STATEMENT_VALID + CLOCK_DRIFT
    assert verify(STATEMENT, PUBLIC, last) == ACTOR
    assert verify(STATEMENT, PUBLIC, last + timedelta(seconds=1)) is None


def test_another_key_is_not_believed() -> None:
    assert verify(STATEMENT, OKPKey.generate_key("Ed25519"), NOW) is None


@given(st.integers(0, len(STATEMENT) - 1), st.characters(min_codepoint=33, max_codepoint=126))
def test_a_statement_with_one_character_changed_is_never_for_somebody_else(place: int, character: str) -> None:
    altered = STATEMENT[:place] + character + STATEMENT[place + 1 :]
    assert verify(altered, PUBLIC, NOW) in (None, ACTOR)  # the last bits of base64 mean nothing


@pytest.mark.parametrize("part", [0, 1])
def test_altered_words_under_the_old_signature_are_not_believed(part: int) -> None:
    parts = STATEMENT.split(".")
    content = json.loads(base64.urlsafe_b64decode(parts[part] + "=="))
    content |= {"rol": ["administrator"]}
    parts[part] = base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")
    assert verify(".".join(parts), PUBLIC, NOW) is None


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_statement_by_another_algorithm_is_not_believed(algorithm: str) -> None:
    header = base64.urlsafe_b64encode(json.dumps({"alg": algorithm}).encode()).decode().rstrip("=")
    body = STATEMENT.split(".")[1]
    signature = ""
    if algorithm == "HS256":  # the public key taken for a secret
        digest = hmac.new(PUBLIC.as_pem(private=False), f"{header}.{body}".encode(), hashlib.sha256).digest()
        signature = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert verify(f"{header}.{body}.{signature}", PUBLIC, NOW) is None


@given(st.text(max_size=200))
def test_any_text_in_place_of_a_statement_is_nobody(text: str) -> None:
    assert verify(text, PUBLIC, NOW) is None


def test_keys_are_made_once_and_the_private_one_is_for_the_owner_alone(tmp_path: Path) -> None:
    make_keys(tmp_path)
    private = tmp_path / "identity.key"
    before = private.read_bytes()
    make_keys(tmp_path)
    assert private.read_bytes() == before
    assert private.stat().st_mode & 0o777 == 0o600
    statement = sign(ACTOR, load_key(private), NOW)
    assert verify(statement, load_key(tmp_path / "identity.pub"), NOW) == ACTOR
