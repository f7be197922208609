"""Where and when a rule applies."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.domain import Scope, Window

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("scope, covered", [
    (Scope(), True), (Scope(sites=("x",)), True), (Scope(sites=("linkedin",)), False), (Scope(accounts=("a",)), True),
    (Scope(accounts=("b",)), False), (Scope(groups=("g", "h")), True), (Scope(groups=("h",)), False),
    (Scope(kinds=("reply", "comment")), True), (Scope(kinds=("post",)), False),
    (Scope(("x",), ("a",), ("g",), ("reply",)), True), (Scope(("x",), ("a",), ("g",), ("edit",)), False),
])
def test_a_scope_fits_in_every_part(scope, covered):
    assert scope.covers("x", "a", ("g",), "reply") is covered


WINDOWS = [
    (Window(), True, None), (Window(NOON), True, None), (Window(NOON + HOUR), False, NOON + HOUR),
    (Window(None, NOON), False, None), (Window(None, NOON + HOUR), True, NOON + HOUR),
    (Window(NOON - HOUR, NOON + HOUR), True, NOON + HOUR),
    (Window(NOON + HOUR, NOON + 2 * HOUR), False, NOON + HOUR),
    (Window(datetime(2026, 12, 1, 19, tzinfo=timezone(7 * HOUR))), True, None),
    (Window(datetime(2026, 12, 1, 20, tzinfo=timezone(7 * HOUR))), False, NOON + HOUR),
]


@pytest.mark.parametrize("window, holds, edge", WINDOWS, ids=range(len(WINDOWS)))
def test_a_window_begins_with_its_start_and_ends_before_its_end(window, holds, edge):
    assert window.holds(NOON) is holds and window.next_edge(NOON) == edge


INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))


@given(st.none() | INSTANTS, st.none() | INSTANTS, INSTANTS, INSTANTS)
def test_nothing_changes_before_the_next_edge(start, end, at, later):
    window = Window(start, end)
    edge = window.next_edge(at)
    if at <= later and (edge is None or later < edge):
        assert window.holds(later) is window.holds(at)
