"""What a person usually drives, and what a private drive is worth."""

from uuid import UUID

from services.claims.domain.draft import Draft, DriveLine, title
from services.claims.domain.drives import KnownDrive, known_drives, usual_distance
from tests.unit.claims.drafts import CLAIM, a_drive, a_situation, found


def driven(number: int, distance_hm: int, **changes: object) -> DriveLine:
    return a_drive(id=UUID(int=100 + number), distance_hm=distance_hm, **changes)


def test_a_way_is_usually_as_far_as_the_middle_of_its_drives_whichever_way_round() -> None:
    there = [driven(1, 64), driven(2, 112, from_place="BJÖRKHAGEN", to_place=" norra"), driven(3, 66)]
    assert usual_distance(a_drive(), there) == 66
    assert usual_distance(a_drive(), there[:2]) == 64
    assert usual_distance(a_drive(to_place="Sjövik"), there) is None
    assert usual_distance(a_drive(to_place=""), [a_drive(to_place="")]) is None


def test_a_round_to_where_it_began_has_no_usual_distance() -> None:
    assert usual_distance(a_drive(to_place="Norra"), [driven(1, 300, to_place="Norra")]) is None


def test_the_ways_driven_most_often_are_known_with_their_distance_and_latest_purpose() -> None:
    latest_first = [
        driven(1, 32, to_place="Sjövik", purpose="Hembesök"),
        driven(2, 64, purpose="Möte"),
        driven(3, 70, purpose="Hembesök"),
        driven(4, 64),
        driven(5, 90, to_place="Lövängen", is_private=True),
        driven(6, 10, to_place=""),
    ]
    assert known_drives(latest_first, 5) == (
        KnownDrive("Norra", "Björkhagen", 64, "Möte"),
        KnownDrive("Norra", "Sjövik", 32, "Hembesök"),
    )
    assert len(known_drives(latest_first, 1)) == 1


def test_a_private_drive_is_listed_but_neither_paid_nor_told_to_others() -> None:
    private = a_drive(is_private=True, vehicle=None, purpose="Hem")
    situation = a_situation(private)
    assert situation.draft.drives == (private,) and situation.worth.amounts == ()
    assert title(Draft(CLAIM, "drives", None, (private,))) == ""
    assert found(situation) == ["nothing-to-submit"]
