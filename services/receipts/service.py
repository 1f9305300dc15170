"""The receipts service, put together."""

from fastapi import FastAPI

from services.receipts.api import router
from services.receipts.domain.refusals import REFUSALS
from services.receipts.events import EVENTS
from services.receipts.pictures import Pictures
from services.receipts.settings import PictureSettings, ReceiptsSettings
from services.receipts.store import metadata
from shared.service import Service


def open_pictures(app: FastAPI) -> None:
    app.state.pictures = Pictures(PictureSettings(), app.state.common.data_dir)


SERVICE = Service(
    name="receipts",
    router=router,
    metadata=metadata,
    refusals=REFUSALS,
    settings=ReceiptsSettings,
    events=EVENTS,
    prepare=(open_pictures,),
)
