"""What the scripts share before anything is installed: standard library only, from Python 3.11 on."""

from pathlib import Path

#: The top of the checkout.
ROOT = Path(__file__).resolve().parents[2]


class Trouble(Exception):
    """Something that a person has to mend. Its text is one or two sentences that say what to do."""
