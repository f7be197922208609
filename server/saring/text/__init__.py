"""Text as pure functions: normalisation with offsets back to the author's text, lexicons, matching."""
