"""How well receipts are read: the labelled folder, two plain readers beside ours, calibration, and the weights of evidence."""
