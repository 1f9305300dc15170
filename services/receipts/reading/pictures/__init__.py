"""Bytes of any kind → upright pages of paper: decoding, finding the paper, judging what is too bad to read."""
