"""What an owner makes of a draft: open, fill, take away."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.claims import schemas, store
from services.claims.domain import draft as drafts
from services.claims.domain.access import authorize
from services.claims.domain.booked import asked_codings, with_own_choice
from services.claims.domain.claim import Claim, open_claim, refuse_edit, refuse_removal
from services.claims.domain.draft import DriveLine, ExpenseLine, TripPlan, decide_version
from services.claims.domain.draft_refusals import LINES_MAX, refuse_line, refuse_parts, refuse_receipt, refuse_trip
from services.claims.domain.employment import refuse_opening
from services.claims.domain.exchange import QuotedRate, refuse_exchange
from services.claims.domain.filled import typed
from services.claims.domain.receipt import Vat
from services.claims.domain.representation import Participant, Representation
from services.claims.domain.rules import Rules
from services.claims.domain.split import Part
from services.claims.domain.trip import Assignment, Stay
from services.claims.queries.reads import view
from services.claims.queries.views import live_view
from services.claims.review import used_receipts
from services.claims.schemas import ClaimView, DriveDraft, ExpenseDraft, NewClaim
from services.claims.store.claims import StoredClaim
from services.claims.trip_schemas import TripDraft
from shared.contracts.event import Hint
from shared.identity import Actor
from shared.messaging.outbox import hint
from shared.refusal import Refusal, Refused, accept, require


def put_claim(
    session: Session, claim_id: UUID, given: NewClaim, rules: Rules, actor: Actor, now: datetime
) -> ClaimView:
    """Open a draft; the same again gives the same claim."""
    stored = store.claims.claim_or_removed(session, claim_id)
    if stored is not None:
        require(authorize(actor, "edit", stored.claim))
        require(Refusal("not-found") if stored.is_removed else None)
    wanted = Claim(claim_id, actor.person_id, given.employment_id, given.kind, since=now)
    accept(open_claim(stored.claim if stored else None, wanted))
    if stored is not None:
        return view(session, stored, rules, now)
    employment = store.known.employment(session, given.employment_id)
    require(refuse_opening(employment, actor.person_id))
    assert employment is not None
    added = store.claims.add_claim(session, wanted, now)
    tell_owner(session, wanted)
    return live_view(session, added, employment, (), rules, now)


def remove_claim(session: Session, claim_id: UUID, actor: Actor, now: datetime) -> None:
    """Throw a draft away; again changes nothing."""
    stored = store.claims.claim_to_change(session, claim_id)
    if stored is None:
        return
    require(authorize(actor, "edit", stored.claim))
    require(refuse_removal(stored.claim))
    store.claims.remove_claim(session, claim_id, now)
    tell_owner(session, stored.claim)


def put_trip(
    session: Session, claim_id: UUID, given: TripDraft, rules: Rules, actor: Actor, now: datetime
) -> ClaimView:
    """What the person says about the trip, whole."""
    stored = editable(session, claim_id, actor)
    plan = _trip_plan(given)
    require(refuse_trip(plan, stored.claim.kind, rules.rates.countries))
    version = accept(decide_version(stored.trip, stored.trip_version, plan, given.base_version))
    if version != stored.trip_version:
        store.claims.save_trip(session, claim_id, plan, version, now)
        tell_owner(session, stored.claim)
    return present(session, claim_id, rules, now)


def put_line(
    session: Session,
    claim_id: UUID,
    line_id: UUID,
    given: ExpenseDraft | DriveDraft,
    rules: Rules,
    actor: Actor,
    now: datetime,
) -> ClaimView:
    """What the person says about a line, whole. Where it says what was read, it goes on following the reading."""
    stored = editable(session, claim_id, actor)
    before = store.claims.line(session, line_id)
    if before is not None and before.claim_id != claim_id:
        raise Refused(Refusal("line-id-taken"))
    version = before.line.version if before else 0
    line = _line(line_id, version, given)
    current = before.line if before and not before.is_removed else None
    if isinstance(line, ExpenseLine) and line.receipt_id:
        receipt = store.known.receipt(session, line.receipt_id)
        require(refuse_receipt(receipt, actor.person_id))
        line = typed(line, receipt, rules.kinds)
        if isinstance(current, ExpenseLine) and current.receipt_id == line.receipt_id:
            current = typed(current, receipt, rules.kinds)
    if isinstance(line, ExpenseLine) and line.coding:
        line = _with_own_choice(session, stored.claim, line)
    require(refuse_line(line, rules.kinds))
    if isinstance(line, ExpenseLine):
        require(_refuse_exchange(session, line, current))
        others = [one for one in store.claims.lines(session, claim_id) if one.id != line_id] if line.parts else []
        require(refuse_parts(line, others))
    new_version = accept(decide_version(current, version, line, given.base_version))
    if new_version != version:
        _save_line(session, stored.claim, line, new_version, is_new=before is None)
        store.claims.touch(session, claim_id, now)
        tell_owner(session, stored.claim)
    return present(session, claim_id, rules, now)


def _with_own_choice(session: Session, owner: Claim, line: ExpenseLine) -> ExpenseLine:
    employment = store.known.employment(session, owner.employment_id)
    assert employment is not None, "employments are never forgotten"
    draft = drafts.Draft(owner.id, owner.kind, None, (line,))
    receipts = store.known.receipts(session, used_receipts((line,)), owner.person_id)
    plan = store.coding.plan(session, asked_codings(draft, receipts, employment.coding))
    return with_own_choice(line, receipts, employment.coding, plan)


def _refuse_exchange(session: Session, line: ExpenseLine, current: drafts.Line | None) -> Refusal | None:
    given = line.exchange
    published = store.exchange.on(session, given.currency, given.quoted_on) if given else None
    return refuse_exchange(given, current.exchange if isinstance(current, ExpenseLine) else None, published)


def _save_line(session: Session, owner: Claim, line: drafts.Line, version: int, is_new: bool) -> None:
    saved = drafts.with_version(line, version)
    if not is_new:
        store.claims.save_line(session, saved)
        return
    place = store.claims.count_lines(session, owner.id)
    if place >= LINES_MAX:
        raise Refused(Refusal("too-many-lines", {"limit": LINES_MAX}))
    store.claims.add_line(session, saved, owner, place)


def remove_line(
    session: Session, claim_id: UUID, line_id: UUID, base_version: int, rules: Rules, actor: Actor, now: datetime
) -> ClaimView:
    """Take a line away: a mark, so that putting it again brings it back. Again changes nothing."""
    stored = editable(session, claim_id, actor)
    before = store.claims.line(session, line_id)
    if before is None or before.claim_id != claim_id:
        raise Refused(Refusal("not-found"))
    if not before.is_removed:
        version = accept(decide_version(None, before.line.version, before.line, base_version))
        store.claims.remove_line(session, line_id, version, now)
        store.claims.touch(session, claim_id, now)
        tell_owner(session, stored.claim)
    return present(session, claim_id, rules, now)


def editable(session: Session, claim_id: UUID, actor: Actor) -> StoredClaim:
    """The claim to change, of the actor's own and in their hands."""
    stored = store.claims.claim_to_change(session, claim_id)
    if stored is None:
        raise Refused(Refusal("not-found"))
    require(authorize(actor, "edit", stored.claim))
    require(refuse_edit(stored.claim))
    return stored


def present(session: Session, claim_id: UUID, rules: Rules, now: datetime) -> ClaimView:
    """The claim as it is after the change."""
    stored = store.claims.claim(session, claim_id)
    assert stored is not None
    return view(session, stored, rules, now)


def tell_owner(session: Session, claim: Claim) -> None:
    """Have the owner's apps look again."""
    hint(
        session,
        Hint(
            service="claims",
            thing="claim",
            id=claim.id,
            version=claim.version,
            state=claim.state,
            concerns=(claim.person_id,),
        ),
    )


def _trip_plan(given: TripDraft) -> TripPlan:
    return TripPlan(
        destination=given.destination,
        purpose=given.purpose,
        start=given.start,
        end=given.end,
        over_50_km=given.over_50_km,
        meals=tuple(drafts.DayMeals(**dict(day)) for day in given.meals),
        nights=tuple(drafts.Night(**dict(night)) for night in given.nights),
        stays=tuple(Stay(**dict(stay)) for stay in given.stays),
        assignment=Assignment(**dict(given.assignment)) if given.assignment else None,
    )


def _line(line_id: UUID, version: int, given: ExpenseDraft | DriveDraft) -> drafts.Line:
    said = {
        name: value
        for name, value in given
        if name not in ("base_version", "vat", "exchange", "representation", "parts")
    }
    if isinstance(given, DriveDraft):
        return DriveLine(id=line_id, version=version, **said)
    vat = tuple(Vat(row.rate, row.net_ore, row.vat_ore) for row in given.vat)
    exchange = QuotedRate(**dict(given.exchange)) if given.exchange else None
    return ExpenseLine(
        id=line_id,
        version=version,
        vat=vat,
        exchange=exchange,
        representation=_representation(given.representation),
        parts=tuple(Part(**dict(part)) for part in given.parts),
        **said,
    )


def _representation(given: schemas.Representation | None) -> Representation | None:
    if given is None:
        return None
    people = tuple(Participant(one.name, one.organisation) for one in given.participants)
    return Representation(given.form, people, given.alcohol_ore)
