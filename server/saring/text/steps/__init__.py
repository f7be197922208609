"""The steps of reading: one file each, saying when it runs, what it undoes and what it may wrongly join."""
