"""Every text a person reads: `<language>/<area>.json`, used by Python and by the app. How a text is filled: `formatting.py`."""
