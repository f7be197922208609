"""Names always fit their column and can always be read again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from saring.storage.names import pack, unpack


@given(st.lists(st.text(max_size=30), max_size=20), st.integers(2, 200))
def test_what_fits_comes_back(names: list[str], limit: int) -> None:
    packed = pack(names, limit)
    assert len(packed) <= limit
    assert list(unpack(packed)) == names[:len(unpack(packed))]


def test_all_of_a_few_are_kept() -> None:
    assert unpack(pack(("a.b", "c"), 100)) == ("a.b", "c")
