"""Events that web reads: who there is to sign in, and what they are."""

from services.web import store
from shared.contracts.directory import PersonChanged, UnitChanged
from shared.messaging.consumer import on

EVENTS = (on(PersonChanged, store.keep_person), on(UnitChanged, store.keep_unit))
