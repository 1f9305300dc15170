"""How sure a reading is: evidence → the probability that a value is right, calibrated on receipts whose truth is known."""
