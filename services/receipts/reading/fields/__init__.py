"""Rows of text → what a receipt says. One file a field; pure functions: the same rows always give the same fields."""
