"""Pictures: decode, sample frames, detect, read words; all of it inside a worker process."""
