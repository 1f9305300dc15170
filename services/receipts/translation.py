"""Between the wire's words for what a receipt says and the domain's."""

from collections.abc import Mapping, Sequence

from services.receipts.domain.fields import BOX_WHOLE, FIELD_NAMES, Fields, PrivatePart, Sure, VatRow
from services.receipts.domain.receipt import Further, Reading
from shared.contracts.receipts import FieldRead, ReceiptFields, ReceiptInterpreted
from shared.contracts.values import Box


def fields_told(fields: Fields) -> ReceiptFields:
    """The domain's fields as they go over the wire."""
    return ReceiptFields.model_validate(fields, from_attributes=True)


def fields_of(told: ReceiptFields) -> Fields:
    """The wire's fields as the domain's."""
    values = {name: getattr(told, name) for name in FIELD_NAMES}
    if told.vat is not None:
        values["vat"] = tuple(VatRow(one.rate, one.net_ore, one.vat_ore) for one in told.vat)
    if told.private_parts is not None:
        values["private_parts"] = tuple(PrivatePart(one.kind, one.text, one.amount) for one in told.private_parts)
    return Fields(**values)


def sure_told(sure: Sequence[Sure]) -> dict[str, FieldRead]:
    """By name of field; places as fractions."""
    return {
        one.field: FieldRead(sure_per_mille=one.per_mille, box=_fractions(one), evidence=one.evidence, other=one.other)
        for one in sure
    }


def _fractions(sure: Sure) -> Box | None:
    if sure.box is None:
        return None
    left, top, width, height = (share / BOX_WHOLE for share in sure.box)
    return left, top, width, height


def sure_of(told: Mapping[str, FieldRead]) -> tuple[Sure, ...]:
    """In the order of the fields."""
    return tuple(
        Sure(name, one.sure_per_mille, _shares(one.box), one.evidence, one.other)
        for name in FIELD_NAMES
        if (one := told.get(name))
    )


def _shares(box: Box | None) -> tuple[int, int, int, int] | None:
    if box is None:
        return None
    left, top, width, height = (round(share * BOX_WHOLE) for share in box)
    return left, top, width, height


def reading_of(event: ReceiptInterpreted) -> Reading:
    """What a reader tells, as the domain's reading."""
    return Reading(
        fields=fields_of(event.fields) if event.fields else None,
        sure=sure_of(event.sure),
        problem=event.problem,
        display_sha256=event.display_sha256,
        advice=event.advice,
        picture_hash=event.picture_hash,
        further=tuple(
            Further(fields_of(one.fields), sure_of(one.sure), one.display_sha256, one.picture_hash)
            for one in event.further
        ),
    )
