"""The made-up receipts: the same seed gives the same picture, and what the labels say adds up and is on the paper."""

import io
import itertools
import json
import random
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from benchmarks.made_receipts import fonts, make, photograph
from benchmarks.made_receipts.__main__ import main
from benchmarks.made_receipts.damage_exam import damaged
from benchmarks.made_receipts.imagine import KIND_WEIGHTS
from benchmarks.made_receipts.lines import texts
from benchmarks.made_receipts.make import made, photographed, photographed_again
from benchmarks.made_receipts.places import PLACES
from benchmarks.made_receipts.vocabulary import PARTS, entries
from services.receipts.reading.fields.kinds import KINDS

MANY = [(part, str(seed)) for part in PARTS for seed in range(150)]


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def test_the_same_seed_gives_the_same_picture_and_another_seed_another() -> None:
    for part in PARTS:
        assert photographed(made(part, "7")) == photographed(made(part, "7"))
    assert photographed(made("tune", "7")) != photographed(made("tune", "8"))


def test_total_is_goods_tax_tip_and_rounding_less_what_was_paid_before() -> None:
    for part, seed in MANY:
        r = made(part, seed).receipt
        assert r.total_ore == r.goods_ore + r.tax_ore + r.tip_ore + r.rounding_ore - r.deposit_paid_ore
        assert sum(payment.amount_ore for payment in r.payments) == r.total_ore


def test_net_and_vat_are_what_the_taxed_goods_cost_and_fit_the_rate() -> None:
    for part, seed in MANY:
        r = made(part, seed).receipt
        if not r.vat:
            continue
        untaxed = sum(item.amount_ore for item in r.items if item.rate_permille == 0)
        assert sum(row.net_ore + row.vat_ore for row in r.vat) == r.goods_ore - untaxed
        for row in r.vat:
            assert abs(row.vat_ore - row.net_ore * row.rate_permille / 1000) <= 1


def test_cash_is_rounded_to_the_smallest_coin() -> None:
    for part, seed in MANY:
        r = made(part, seed).receipt
        if r.payments[0].method == "cash":
            step = {"SEK": 100, "NOK": 100, "DKK": 50, "EUR": 5}.get(r.currency, 1)
            assert abs(r.rounding_ore) <= step // 2
            assert r.total_ore % (step if r.country not in ("DE", "AT") else 1) == 0
        else:
            assert r.rounding_ore == 0


def test_what_is_labelled_is_printed() -> None:
    for part, seed in MANY:
        one = made(part, seed)
        label, printed = one.label("x.jpg"), texts(one.sheet.lines)
        everything = " ".join(printed)
        assert digits(f"{abs(label['total']) / 100:.2f}") in [digits(amount) for amount in amounts(everything)], (
            part,
            seed,
        )
        assert label["merchant"].casefold() in everything.casefold()
        for row in label["vat"] or ():
            assert f"{abs(row['vat']):03d}" in [digits(amount) for amount in amounts(everything)], (part, seed, row)
        assert label["last4"] is None or any(text.find(label["last4"]) >= 0 for text in printed)
        assert label["orgnr"] is None or digits(label["orgnr"]) in digits(everything)
        assert label["receipt_number"] is None or label["receipt_number"] in everything


def amounts(text: str) -> list[str]:
    found = re.findall(r"\d{1,3}(?:[ .,\u00a0\u2009]\d{3})*[.,:]\d\d(?!\d)", text)
    return found + re.findall(r"\d+[.,:]\d\d(?!\d)", text)


def test_the_day_of_purchase_is_printed_on_every_receipt() -> None:
    for part, seed in MANY:
        one = made(part, seed)
        assert "date" in one.sheet.shown and "total" in one.sheet.shown and "merchant" in one.sheet.shown, (part, seed)


def test_kinds_are_those_of_the_reader_and_all_of_them_come_up() -> None:
    assert set(KIND_WEIGHTS) == set(KINDS)
    assert {made(part, seed).receipt.kind for part, seed in MANY} == set(KINDS)


def test_parts_share_no_merchant() -> None:
    for place in PLACES:
        for one, other in itertools.combinations([entries(place, part) for part in PARTS], 2):
            for concept in (concept for concept in one if concept.startswith("m.")):
                assert not set(one[concept]) & set(other.get(concept, ())), (place, concept)


def test_parts_share_no_layout() -> None:
    for one, other in itertools.combinations(PARTS, 2):
        assert not set(make.FORMS[one].values()) & set(make.FORMS[other].values())


def test_every_word_that_a_layout_says_is_there_for_every_place_of_the_exam() -> None:
    said = set(entries("SE", "exam"))
    for place in PLACES:
        missing = {concept for concept in said if "." not in concept} - set(entries(place, "exam"))
        assert not missing, (place, missing)


def test_a_receipt_of_the_exam_is_damaged_in_ways_of_its_own() -> None:
    blank = np.full((600, 400, 3), 240, np.float32)
    blank[200:220, 60:240] = 30
    kinds = {damaged(blank, 3, False, random.Random(seed)).tobytes() for seed in range(12)}
    assert len(kinds) > 3
    for seed in range(12):
        after = damaged(blank, 3, False, random.Random(seed))
        assert after[195:225, 250:390].mean() - after[205:215, 70:230].mean() > 100


def test_swedish_organisation_numbers_keep_their_check_digit() -> None:
    numbers = [r.orgnr for part, seed in MANY if (r := made(part, seed).receipt).country == "SE" and r.orgnr]
    assert numbers
    for number in numbers:
        doubled = [int(digit) * (2 - index % 2) for index, digit in enumerate(digits(number))]
        assert sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def test_a_tagged_turned_picture_is_upright_for_who_heeds_the_tag() -> None:
    upright = np.zeros((60, 40, 3), np.uint8)
    upright[:10] = 255  # a white top edge
    for turn in (90, 180, 270):
        how = replace(photograph.shot(1, random.Random(1)), turn_degrees=turn, turn_is_tagged=True)
        seen = ImageOps.exif_transpose(Image.open(io.BytesIO(photograph.encoded(upright, how))))
        assert seen.size == (40, 60)
        assert np.asarray(seen)[:5].mean() > 200 > np.asarray(seen)[20:].mean()


def test_the_same_receipt_can_be_photographed_again_and_in_pieces_and_beside_another() -> None:
    one, other = made("judge", "3"), made("judge", "4")
    assert photographed_again(one, 1) != photographed(one)
    pictures = [*make.in_two_pictures(one), make.two_on_one_picture(one, other), make.cut_off_bottom(one)]
    assert len(set(pictures)) == 4
    dark, blurred = (
        np.asarray(Image.open(io.BytesIO(picture)).convert("L"))
        for picture in (make.too_dark(one), make.too_blurred(one))
    )
    assert dark.mean() < 25 < blurred.mean()


def test_pictures_and_labels_are_written_together(tmp_path: Path) -> None:
    assert main([str(tmp_path), "--count", "2", "--seed", "5", "--part", "judge", "--kinds", "hotel"]) == 0
    labels = [json.loads(line) for line in (tmp_path / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(tmp_path / label["file"]).is_file() for label in labels] == [True, True]
    assert {label["set"] for label in labels} == {"made-hotel"}


def test_it_says_what_to_install_where_no_font_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_files", dict)
    fonts.available.cache_clear()
    with pytest.raises(fonts.NoFontFound, match="apt-get install fonts-dejavu"):
        fonts.available("tune", "till")
