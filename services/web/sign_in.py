"""Signing in and out. In demo mode a person is chosen from a list; otherwise that list does not exist."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from services.web import store
from services.web.schemas import DemoPerson, RoleShown, SessionView, SignIn, SignInPage
from services.web.sessions import Remembered, Sessions, hash_of
from services.web.settings import WebSettings
from services.web.store import Person
from shared.http import Db
from shared.identity import Role
from shared.refusal import Refusal, Refused

COOKIE_LASTS_S = 30 * 24 * 3600  # the session decides when it is over (12 h unused); the cookie only must outlast it

router = APIRouter()


async def _sessions(request: Request) -> Sessions:
    sessions: Sessions = request.app.state.sessions
    return sessions


async def _settings(request: Request) -> WebSettings:
    settings: WebSettings = request.app.state.settings
    return settings


KnownSessions = Annotated[Sessions, Depends(_sessions)]
Settings = Annotated[WebSettings, Depends(_settings)]


async def required_session(request: Request, sessions: KnownSessions) -> Remembered:
    """The session of the request; refuses `not-signed-in` without one."""
    found = await sessions.of(request)
    if found is None:
        raise Refused(Refusal("not-signed-in"))
    return found


Session = Annotated[Remembered, Depends(required_session)]


@router.get("/sign-in")
async def sign_in_page(db: Db, settings: Settings) -> SignInPage:
    """What is shown before anybody has signed in."""
    people = await db.read(store.people) if settings.demo else []
    return SignInPage(
        demo=settings.demo,
        organisation=await db.read(store.organisation),
        people=[
            DemoPerson(
                id=person.id,
                name=person.name,
                title=person.title,
                unit_name=person.unit_name,
                roles=_roles(person),
                manages=person.manages,
            )
            for person in people
        ],
    )


@router.get("/session")
async def session(request: Request, sessions: KnownSessions, db: Db, settings: Settings) -> SessionView | None:
    """Who is signed in; `null` when nobody is."""
    found = await sessions.of(request)
    if found is None:
        return None
    return _view(found.signed_in.person, await db.read(store.organisation), settings.demo)


@router.post("/session")
async def sign_in(
    body: SignIn, request: Request, response: Response, db: Db, sessions: KnownSessions, settings: Settings
) -> SessionView:
    """Sign in as a person of the demo; an earlier session of the same browser ends."""
    person = await db.read(lambda session: store.person(session, body.person_id)) if settings.demo else None
    if person is None:
        raise Refused(Refusal("not-found"))
    await _end_earlier(request, sessions)
    token = await sessions.begin(person.id)
    response.set_cookie(
        sessions.cookie, token, max_age=COOKIE_LASTS_S, secure=settings.secure_cookies, httponly=True, samesite="lax"
    )
    return _view(person, await db.read(store.organisation), settings.demo)


@router.delete("/session", status_code=204)
async def sign_out(request: Request, response: Response, sessions: KnownSessions, settings: Settings) -> None:
    """End the session; also when there is none any more."""
    await _end_earlier(request, sessions)
    response.delete_cookie(sessions.cookie, secure=settings.secure_cookies, httponly=True, samesite="lax")


async def _end_earlier(request: Request, sessions: Sessions) -> None:
    if token := request.cookies.get(sessions.cookie):
        await sessions.end(hash_of(token))
        request.app.state.live.end(hash_of(token))


def _view(person: Person, organisation: str, demo: bool) -> SessionView:
    return SessionView(
        person_id=person.id,
        name=person.name,
        given_name=person.given_name,
        language=person.language,
        roles=_roles(person),
        employments=list(person.employments),
        demo=demo,
        organisation=organisation,
    )


def _roles(person: Person) -> list[RoleShown]:
    roles: list[RoleShown] = [Role(role) for role in person.roles]
    return [*roles, "manager"] if person.manages else roles
