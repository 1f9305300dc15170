"""Events that directory reads."""

from services.directory import commands
from shared.contracts.claims import AgreementsChanged
from shared.messaging.consumer import on

EVENTS = (on(AgreementsChanged, commands.keep_agreements),)
