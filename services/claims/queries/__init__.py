"""What claims shows: `reads` answers a screen each, `views` is a claim as screens show it."""
