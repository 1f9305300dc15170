"""Receipts that nobody got: made up, printed, crumpled and photographed, with what they say known exactly.

Facts (`imagine`) → printed lines (`layouts_tune`, `layouts_judge`) → paper (`draw`) → photograph (`damage`, `photograph`).
The parts "tune" and "judge" share no merchant and no layout, and no word where the language has another.
"""
