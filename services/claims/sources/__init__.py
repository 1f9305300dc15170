"""Where claims gets what others publish."""
