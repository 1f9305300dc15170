"""A receipt that came by e-mail is read to the letter, and nothing in it runs or is fetched."""

import pytest

from services.receipts.domain.media import is_html, is_message
from services.receipts.reading.pictures.decode import decode
from services.receipts.reading.pictures.mail import text_of_html
from services.receipts.reading.rows import rows
from services.receipts.reading.values import Unreadable

PAGE = """<!DOCTYPE html><html><head><title>Kvitto</title><style>td { color: red }</style></head><body>
<script>document.write("Totalt 1,00")</script><h1>Taxi Köping AB</h1>
<table><tr><td>Datum</td><td>2026-03-10 12:31</td></tr><tr><td><b>Totalt</b></td><td>254,40 kr</td></tr></table>
<p style="display:none">Totalt 9,99</p><img src="http://tracker.example/1.png"></body></html>"""
HEAD = "From: kvitto@taxi.example\r\nTo: anna@firma.example\r\nSubject: Kvitto\r\nMIME-Version: 1.0\r\n"


def read(data: bytes) -> list[str]:
    (page,) = decode(data).pages
    assert page.text_from == "html"
    return [row.text for row in rows(page.text_boxes, page.picture.width, page.picture.height)]


def test_the_columns_of_a_page_stay_beside_each_other() -> None:
    assert read(PAGE.encode()) == ["Taxi Köping AB", "Datum  2026-03-10 12:31", "Totalt  254,40 kr"]


def test_a_mail_gives_its_page() -> None:
    mail = f"{HEAD}Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{PAGE}"
    assert read(mail.encode())[0] == "Taxi Köping AB"


def test_a_mail_without_a_page_gives_its_text() -> None:
    mail = f"{HEAD}Content-Type: text/plain; charset=utf-8\r\n\r\nTaxi Köping AB\nTotalt     254,40 kr\n"
    assert read(mail.encode()) == ["Taxi Köping AB", "Totalt  254,40 kr"]


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "cp1252"])
def test_letters_are_right_in_each_encoding(encoding: str) -> None:
    said = f'<html><meta charset="{encoding}"><p>Räksmörgås på Åsen</p></html>'
    assert text_of_html(said.encode(encoding)).strip() == "Räksmörgås på Åsen"
    assert text_of_html("<html><p>Räksmörgås på Åsen</p></html>".encode(encoding)).strip() == "Räksmörgås på Åsen"


@pytest.mark.parametrize("said", ["utf-16", "UTF-16LE", "utf-16be", "ISO-10646-UCS-2", "utf-32", "unicode", "cp037"])
def test_a_page_whose_letters_deny_what_it_says_of_them_is_read_as_utf_8(said: str) -> None:
    page = f'<html><meta charset="{said}"><p>Räksmörgås på Åsen 164,50</p></html>'
    assert text_of_html(page.encode()).strip() == "Räksmörgås på Åsen 164,50"
    in_header = f'<html><meta http-equiv="Content-Type" content="text/html; charset={said}"><p>Totalt 164,50</p></html>'
    assert text_of_html(in_header.encode()).strip() == "Totalt 164,50"


def test_what_is_no_mail_is_not_taken_for_one() -> None:
    assert is_html(b"\xef\xbb\xbf\n<!-- sent by a till --><HTML lang=sv><body>")
    assert not is_html(b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
    assert is_message(HEAD.encode())
    assert not is_message(b"Dear sir,\nplease find: nothing\nat all\n")
    assert not is_message(b"\xff\xd8\xff\xe0From: a\nTo: b\n")


def test_a_page_nested_without_end_is_refused() -> None:
    with pytest.raises(Unreadable):
        text_of_html(b"<html>" + b"<div>" * 5000 + b"Totalt 1,00")
