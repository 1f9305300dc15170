"""Values that are sent to claims, taken as JSON has them: neither `true` nor a text with digits is a number."""

import datetime as dt
from typing import Annotated

from pydantic import Field, Strict

Whole = Annotated[int, Strict()]
Yes = Annotated[bool, Strict()]
Day = Annotated[dt.date, Field(ge=dt.date(2000, 1, 1), lt=dt.date(2100, 1, 1))]
"""A day that rates may be about; days beside it can be counted."""
