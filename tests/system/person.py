"""A person at the app: signs in through web and speaks to the services as the browser does."""

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx

from shared.ids import new_id

WAIT_S = 40


class Person:
    """One signed-in person; every call goes through web, as from the page."""

    def __init__(self, address: str, person_id: str, language: str = "sv") -> None:
        self.http = httpx.Client(base_url=address, timeout=30, headers={"origin": address, "accept-language": language})
        session = self.http.post("/session", json={"person_id": person_id})
        assert session.status_code == 200, session.text
        self.session = session.json()
        # The cookie is Secure: a browser sends it to http://localhost all the same, this client does not.
        name, _, value = session.headers["set-cookie"].split(";")[0].partition("=")
        self.http.headers["cookie"] = f"{name}={value}"

    @property
    def employment(self) -> str:
        return str(self.session["employments"][0])

    def get(self, path: str) -> Any:
        answer = self.http.get(f"/api/{path}")
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()

    def try_put(self, path: str, body: object) -> httpx.Response:
        return self.http.put(f"/api/{path}", json=body)

    def put(self, path: str, body: object) -> Any:
        answer = self.try_put(path, body)
        assert answer.status_code in (200, 201), f"{path}: {answer.status_code} {answer.text}"
        return answer.json()

    def upload(self, data: bytes, name: str = "kvitto.jpg") -> str:
        """Hand in a picture; returns the receipt's id."""
        receipt = str(new_id())
        answer = self.http.put(f"/api/receipts/receipts/{receipt}", content=data, headers={"kvittera-file-name": name})
        assert answer.status_code in (200, 201), answer.text
        return receipt

    def wait_for_file(self, path: str) -> httpx.Response:
        """The file, once this person may see it: who may is told to each service by an event of its own."""
        until = time.monotonic() + WAIT_S
        while (answer := self.http.get(f"/api/{path}")).status_code != 200 and time.monotonic() < until:
            time.sleep(0.05)
        return answer

    def wait(self, path: str, done: Callable[[Any], object]) -> Any:
        """What the path answers, once `done` is content with it."""
        until = time.monotonic() + WAIT_S
        answer: httpx.Response | None = None
        while time.monotonic() < until:
            answer = self.http.get(f"/api/{path}")
            if answer.status_code == 200 and done(answer.json()):
                return answer.json()
            time.sleep(0.1)
        raise TimeoutError(f"{path}: {answer.text if answer else 'no answer'}")


def derived(claim: str, name: str) -> str:
    """The id that a derived line of a claim has."""
    from shared.ids import derived_id

    return str(derived_id(UUID(claim), name))
