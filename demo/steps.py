"""One claim of the story, step by step: each looks first how far the claim is, and does only what is missing."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never
from uuid import UUID

from demo.claim import Claim, Decide, Mend, Submit, Withdraw, story_id
from demo.draw import draw
from demo.receipts import Receipt
from demo.visitor import READING_WAIT_S, Json, RefusedError, Visitor, until
from services.directory.schemas import Organisation, PersonView

ANSWERS = {
    "commute": "Hembesök hos en brukare som bor i samma område som jag.",
    "distance-unlikely": "Vägen var avstängd, fick köra runt.",
    "receipt-unreadable": "Jag har papperskvittot framför mig, det stämmer.",
    "vat-mismatch": "Så står momsen på kvittot.",
}
"""What a person answers to a warning of that check, where their claim says nothing of its own."""
CONFIRMED = "Jag har gått igenom det, det stämmer."
"""The same of every other check."""


class StoryStoppedError(Exception):
    """The story cannot go on; the message says what to do."""


@dataclass(frozen=True)
class Stage:
    """What every claim is played on. `sealed`: batch 1 is there."""

    organisation: Organisation
    visitors: Mapping[str, Visitor]
    friday: date
    sealed: asyncio.Event

    def person(self, given_name: str) -> PersonView:
        return next(person for person in self.organisation.people if person.given_name == given_name)

    def decider(self, claim: Claim) -> Visitor:
        """Who manages the unit of the claim's employment; of a manager's own claim, who manages the unit above."""
        person = self.person(claim.by)
        unit_id: UUID | None = person.employments[claim.employment].unit_id
        while unit_id is not None:
            unit = next(unit for unit in self.organisation.units if unit.id == unit_id)
            if unit.manager_id not in (None, person.id):
                return next(
                    self.visitors[one.given_name] for one in self.organisation.people if one.id == unit.manager_id
                )
            unit_id = unit.parent_id
        raise StoryStoppedError(f"Nobody attests for {claim.by}.")


async def play_claim(stage: Stage, claim: Claim) -> None:
    await fill_in(stage, claim)
    for step in claim.steps:
        match step:
            case Submit():
                await _submit(stage, claim, step)
            case Withdraw():
                await _withdraw(stage, claim, step)
            case Mend():
                await _mend(stage, claim, step)
            case Decide():
                await _decide(stage, claim, step)
            case _:
                assert_never(step)


def path(claim: Claim) -> str:
    return f"/api/claims/claims/{claim.id}"


async def fill_in(stage: Stage, claim: Claim) -> None:
    """Everything that is not there yet; a claim that was handed in once is left alone."""
    owner = stage.visitors[claim.by]
    seen = await owner.find(path(claim))
    if seen is None:
        employment = stage.person(claim.by).employments[claim.employment]
        seen = await owner.put(path(claim), {"employment_id": str(employment.id), "kind": claim.kind})
    if seen["version"] or seen["state"] != "draft":
        return
    await asyncio.gather(*(_send_receipt(owner, receipt, stage.friday) for receipt in claim.receipts))
    if claim.trip and not (seen["trip"] and seen["trip"]["version"]):
        await owner.put(f"{path(claim)}/trip", claim.trip.model_dump(mode="json"))
    there = {line["id"] for line in seen["lines"]}
    for name, draft in claim.lines.items():
        if str(claim.line_id(name)) not in there:
            await owner.put(f"{path(claim)}/lines/{claim.line_id(name)}", draft.model_dump(mode="json"))


async def _send_receipt(owner: Visitor, receipt: Receipt, friday: date) -> None:
    path = f"/api/receipts/receipts/{story_id(f'receipt:{receipt.name}')}"
    if await owner.find(path) is None:
        content, file_name = await asyncio.to_thread(draw, receipt, friday)
        await owner.send_file(path, content, file_name)


async def _submit(stage: Stage, claim: Claim, step: Submit) -> None:
    owner = stage.visitors[claim.by]
    await asyncio.gather(*(_look_at_reading(owner, receipt, stage.friday) for receipt in claim.receipts))
    seen = await owner.get(path(claim))
    if seen["version"] >= step.version:
        return

    async def submitted() -> bool | None:
        """Again while claims has not heard from receipts yet; every warning gets its answer."""
        findings = (await owner.get(path(claim)))["findings"]
        reasons = answers_to(findings, claim.reasons)
        try:
            await owner.put(f"{path(claim)}/submission", {"version": step.version, "reasons": reasons})
        except RefusedError as refused:
            if refused.code != "claim-not-ready":
                raise
            return None
        return True

    await until(submitted, f"{claim.name} to be complete")


def answers_to(findings: Sequence[Json], own: Mapping[str, str]) -> dict[str, str]:
    """What the owner says to each warning: what the claim says of its own, else what people say."""
    said = {**ANSWERS, **own}
    return {_finding_key(one): said.get(one["check"], CONFIRMED) for one in findings if one["level"] == "warn"}


def _finding_key(finding: Json) -> str:
    return f"{finding['check']}:{finding['line_id']}" if finding["line_id"] else str(finding["check"])


async def _look_at_reading(owner: Visitor, receipt: Receipt, friday: date) -> None:
    """Wait until it is read; confirm what the reading asks about, and say what the merchant is called and what was bought.

    As its owner does, with the paper at hand: of the merchant that is remembered.
    """
    path = f"/api/receipts/receipts/{story_id(f'receipt:{receipt.name}')}"

    async def no_longer_reading() -> Json | None:
        view = await owner.get(path)
        return view if view["state"] != "reading" else None

    view = await until(no_longer_reading, f"the reading of {receipt.name}", READING_WAIT_S)
    truth = {
        "merchant": receipt.merchant,
        "date": receipt.date(friday).isoformat(),
        "total": receipt.total_ore,
        "currency": receipt.currency,
        "vat": [{"rate": receipt.vat_percent, "net_ore": receipt.net_ore, "vat_ore": receipt.vat_ore}],
        "kind": receipt.kind,
    }
    said = asked_about(view, truth)
    if said:
        correction = story_id(f"correction:{receipt.name}")
        await owner.put(f"{path}/corrections/{correction}", {"base_version": view["version"], "fields": said})


def asked_about(view: Json, truth: Json) -> Json:
    """Of what is true, what the person has to say: fields in doubt, and the merchant and the kind where they were read otherwise."""
    otherwise = {name for name in ("merchant", "kind") if view["fields"][name] != truth[name]}
    asked = (otherwise | set(view["doubtful"])) - set(view["corrected"])
    return {name: value for name, value in truth.items() if name in asked}


async def _withdraw(stage: Stage, claim: Claim, step: Withdraw) -> None:
    owner = stage.visitors[claim.by]
    if (await owner.get(path(claim)))["state"] == "submitted":
        await owner.put(f"{path(claim)}/withdrawal", {"version": step.version})


async def _mend(stage: Stage, claim: Claim, step: Mend) -> None:
    owner = stage.visitors[claim.by]
    seen = await owner.get(path(claim))
    if seen["state"] == "returned" and seen["version"] == step.version:
        await owner.put(f"{path(claim)}/lines/{claim.line_id(step.line)}", step.draft.model_dump(mode="json"))


async def _decide(stage: Stage, claim: Claim, step: Decide) -> None:
    """Decide, and wait until it has taken effect."""
    if step.after_batch:
        await stage.sealed.wait()
    owner, decider = stage.visitors[claim.by], stage.decider(claim)
    version = step.decision.version

    async def decided() -> bool | None:
        seen = await owner.get(path(claim))
        return seen["state"] != "submitted" or seen["version"] != version or None

    if await decided():
        return

    async def open_case() -> Json | None:
        case = await decider.find(f"/api/approvals/cases/{claim.id}")
        return case if case and case["claim"]["version"] == version and case["may_decide"] else None

    await until(open_case, f"{claim.name} in the inbox")
    line_id = claim.line_id(step.line) if step.line else None
    decision = step.decision.model_copy(update={"line_id": line_id}).model_dump(mode="json")
    made = await decider.put(
        f"/api/approvals/cases/{claim.id}/decisions/{story_id(f'decision:{claim.name}:{version}')}", decision
    )
    if made["state"] != "undone":
        await until(decided, f"the decision on {claim.name}")
