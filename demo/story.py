"""Plays the people of Kjellstavik into a running Kvittera through its public HTTP APIs: `python -m demo.story`.

Ids are fixed and every step looks at the claim's state first: played again it goes on where it stopped, and changes nothing
that is there. Whoever tries Kvittera may meanwhile decide, withdraw or hand in: the story leaves that as it is.
"""

import argparse
import asyncio
import fcntl
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import yaml

from demo.claim import STOCKHOLM, Claim, Decide, Submit, Withdraw, day, story_id
from demo.claims import story
from demo.receipts import story_friday
from demo.steps import Stage, StoryStoppedError, fill_in, path, play_claim
from demo.visitor import Json, RefusedError, Visitor, until
from services.directory.schemas import Organisation, PersonView
from shared import clock
from shared.identity import Actor, Role, load_key, sign
from shared.settings import CommonSettings

ORGANISATION_FILE = Path(__file__).parent / "organisation.yaml"
BATCH = story_id("batch:1")
ADVANCE = story_id("advance:lulea")
ADVANCE_ORE = 150_000
PERSONAL_NUMBERS = {  # invented: birth numbers 980-988 are never given to anybody
    "10417": "198001019804",
    "10422": "198001019846",
    "11003": "197506309819",
    "10508": "199103049855",
    "20508": "199103049855",
    "10515": "199212249826",
}
EXCHANGE_RATES = (
    {"currency": "DKK", "rate_micro": 1_500_000, "source": "påhittad kurs för demon"},
    {"currency": "EUR", "rate_micro": 11_250_000, "source": "påhittad kurs för demon"},
)


def play(address: str, directory_url: str | None, key_file: Path, claims: bool = True) -> int:
    """Play everything, or the people without their `claims`; the exit status.

    Without `directory_url` the organisation must be there already.
    """
    playing = os.open(key_file.parent / "demo.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(playing, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _say("The demo data is being played in already; it tells when it is in place.")
        os.close(playing)
        return 0
    try:
        return asyncio.run(_play(address, directory_url, key_file, claims))
    except (StoryStoppedError, RefusedError, TimeoutError) as stopped:
        _say(str(stopped))
        return 1
    finally:
        os.close(playing)


def read_organisation() -> Organisation:
    return Organisation.model_validate(yaml.safe_load(ORGANISATION_FILE.read_text("utf-8")))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def _play(address: str, directory_url: str | None, key_file: Path, claims: bool) -> int:
    organisation = read_organisation()
    if directory_url:
        await _bring_organisation(organisation, directory_url, key_file)
    await _wait_for_people(organisation, address, directory_url is not None)
    _say(f"{len(organisation.people)} people in {len(organisation.units)} units")
    visitors = {person.given_name: Visitor(address) for person in organisation.people}
    try:
        await asyncio.gather(*(_come_in(visitors[person.given_name], person) for person in organisation.people))
        stage = Stage(organisation, visitors, story_friday(clock.now().astimezone(STOCKHOLM).date()), asyncio.Event())
        status = await _play_claims(stage) if claims else 0
        await asyncio.gather(*(visitor.sign_out() for visitor in visitors.values()))
        return status
    finally:
        await asyncio.gather(*(visitor.__aexit__() for visitor in visitors.values()))


async def _bring_organisation(organisation: Organisation, directory_url: str, key_file: Path) -> None:
    """As an administrator from outside, since nobody can sign in before; what is there already stays as it is."""
    statement = sign(
        Actor(story_id("operator"), roles=frozenset({Role.ADMINISTRATOR})), load_key(key_file), clock.now()
    )
    async with Visitor(directory_url, {"authorization": f"Bearer {statement}"}) as operator:
        there = {UUID(person["id"]) for person in await operator.get("/people")}
        if not {person.id for person in organisation.people} <= there:
            await operator.put("/organisation", organisation.model_dump(mode="json"))


async def _wait_for_people(organisation: Organisation, address: str, are_coming: bool) -> None:
    wanted = {str(person.id) for person in organisation.people}
    async with Visitor(address) as anyone:

        async def listed() -> bool | None:
            page = await anyone.get("/sign-in")
            if wanted <= {person["id"] for person in page["people"]}:
                return True
            if not are_coming:
                raise StoryStoppedError(
                    "These people are not in this Kvittera. Start it with demo data, or give --directory."
                )
            return None

        await until(listed, "the people in the list of who can sign in")


async def _come_in(visitor: Visitor, person: PersonView) -> None:
    """Sign in, and wait until claims knows the person's employments."""
    await visitor.sign_in(person.id)
    wanted = {str(employment.id) for employment in person.employments}

    async def known() -> bool | None:
        answer = await visitor.find("/api/claims/known")
        return True if answer and wanted <= {one["id"] for one in answer["employments"]} else None

    await until(known, f"the employments of {person.given_name}")


async def _play_claims(stage: Stage) -> int:
    claims = story(stage.friday)
    if all(await asyncio.gather(*(_has_been_played(stage, claim) for claim in claims))):
        _say(f"{len(claims)} claims were there already")
        return 0
    await _tell_personal_numbers(stage)
    await _tell_exchange_rates(stage)
    await _pay_advance(stage)
    others = [claim for claim in claims if not claim.in_batch]
    # Receipts are read in the order they come: those that the batch waits for first.
    await asyncio.gather(*(fill_in(stage, claim) for claim in claims if claim.in_batch))
    outcomes = await asyncio.gather(
        _play_until_sealed(stage, claims), *(play_claim(stage, claim) for claim in others), return_exceptions=True
    )
    failures = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    for failure in failures:
        _say(f"stopped: {failure}")
    _say(f"{len(claims) - len(failures)} of {len(claims)} claims" if failures else f"{len(claims)} claims")
    return 1 if failures else 0


async def _has_been_played(stage: Stage, claim: Claim) -> bool:
    """It went through its steps once. Drafts do not count: whoever tries Kvittera may have thrown them away."""
    submissions = [step for step in claim.steps if isinstance(step, Submit)]
    if not submissions or any(isinstance(step, Withdraw) for step in claim.steps):
        return True
    seen = await stage.visitors[claim.by].find(path(claim))
    waits_for_batch = any(isinstance(step, Decide) and step.after_batch for step in claim.steps)
    return (
        seen is not None
        and seen["version"] >= submissions[-1].version
        and not (waits_for_batch and seen["state"] == "submitted")
        and not (claim.in_batch and seen["state"] in ("submitted", "approved"))
    )


async def _tell_personal_numbers(stage: Stage) -> None:
    lars = stage.visitors["Lars"]
    for employee_number, personal_number in PERSONAL_NUMBERS.items():
        await lars.put(
            f"/api/payroll_export/employees/{employee_number}/personal_number", {"personal_number": personal_number}
        )


async def _pay_advance(stage: Stage) -> None:
    """Johan has an advance for a conference to come; payroll keeps it once it has heard of his employment."""
    given = {
        "employment_id": str(stage.person("Johan").employments[0].id),
        "amount_ore": ADVANCE_ORE,
        "paid_on": stage.friday.isoformat(),
        "purpose": "Konferens i Luleå",
    }

    async def kept() -> Json | None:
        try:
            return await stage.visitors["Lars"].put(f"/api/payroll_export/advances/{ADVANCE}", given)
        except RefusedError as refused:
            if refused.code != "unknown-employment":
                raise
            return None

    await until(kept, "the advance to be kept")


async def _tell_exchange_rates(stage: Stage) -> None:
    rates = [{**rate, "quoted_on": day(stage.friday, 4).isoformat()} for rate in EXCHANGE_RATES]
    await stage.visitors["Marit"].put("/api/claims/exchange-rates", {"rates": rates})


async def _play_until_sealed(stage: Stage, claims: Sequence[Claim]) -> None:
    """What belongs into the first batch, and the batch; whatever happens, the rest of the story goes on."""
    lars = stage.visitors["Lars"]
    in_batch = [claim for claim in claims if claim.in_batch]
    try:
        await asyncio.gather(*(play_claim(stage, claim) for claim in in_batch))
        states = [(await stage.visitors[claim.by].get(path(claim)))["state"] for claim in in_batch]
        if "approved" in states:
            batch = await until(lambda: _sealed(lars, states.count("approved")), "a batch to seal")
            _say(f"batch {batch['number']} sealed, {batch['claims']} claims")
    finally:
        stage.sealed.set()


async def _sealed(lars: Visitor, claims_min: int) -> Json | None:
    """The batch, once payroll has heard of all of them; None while it has not, or while more is coming in."""
    preview = await lars.get("/api/payroll_export/batches/preview")
    if preview["claims"] < claims_min:
        return None
    try:
        return await lars.put(f"/api/payroll_export/batches/{BATCH}", {"fingerprint": preview["fingerprint"]})
    except RefusedError as refused:
        if refused.code == "preview-outdated":
            return None
        raise


def main() -> int:
    """Play into the Kvittera that runs on this machine's data folder, or at the address given."""
    parser = argparse.ArgumentParser(
        prog="python -m demo.story", description="Play the invented municipality into a running Kvittera."
    )
    parser.add_argument("--address", help="where the app is; default: the Kvittera that runs on the data folder")
    parser.add_argument(
        "--directory", help="URL of directory itself, to bring the organisation when it is not there yet"
    )
    arguments = parser.parse_args()
    data_dir = CommonSettings().data_dir
    where = {"address": arguments.address, "directory": arguments.directory}
    if not arguments.address:
        try:
            where = json.loads((data_dir / "running.json").read_text())
        except FileNotFoundError:
            sys.stdout.write(
                f"No Kvittera runs on the data folder {data_dir}. Start it with `make run`, or say --address.\n"
            )
            return 1
    return play(where["address"], where["directory"], data_dir / "keys" / "identity.key")


if __name__ == "__main__":
    sys.exit(main())
