"""The invented municipality of Kjellstavik: its people, its receipts and what they hand in. All names, numbers and places are made up."""
