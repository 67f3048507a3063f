"""Who is in, and for how long."""

from __future__ import annotations

import pytest

from explorer.voila import places as rooms
from explorer.voila.places import COST, IDLE, MAKING, PATIENCE, Places, fitting, free_memory

HERE, THERE = "127.0.0.1", "192.0.2.1"


class Clock:
    """A clock that a test moves."""

    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def places(clock):
    return Places(3, clock)


@pytest.fixture
def page(places):
    """A page whose kernel is there, and which was sent."""
    visit = places.enter("browse.ipynb", HERE)
    places.bind(visit, "k")
    places.sent(visit)
    return visit


def reasons(places):
    return [why for _, why in places.gone()]


def test_there_are_as_many_visitors_as_places(places):
    entered = [places.enter("browse.ipynb", HERE) for _ in range(20)]

    assert [visit is not None for visit in entered] == [True] * 3 + [False] * 17
    assert len(places) == 3


def test_a_place_that_is_left_is_given_again(places):
    first, *_ = (places.enter("browse.ipynb", HERE) for _ in range(3))

    assert places.leave(first)
    assert not places.leave(first)
    assert places.enter("browse.ipynb", HERE)


def test_nobody_enters_where_the_server_stops(places):
    places.is_open = False

    assert places.enter("browse.ipynb", HERE) is None


def test_pages_of_one_address_that_no_browser_runs_leave_a_quarter_to_others():
    places = Places(8)
    entered = [places.enter("browse.ipynb", HERE) for _ in range(8)]

    assert [visit is not None for visit in entered] == [True] * 6 + [False] * 2
    assert places.enter("browse.ipynb", THERE)


def test_pages_of_one_address_that_browsers_run_take_every_place():
    places = Places(8)
    for kernel in "abcdefgh":
        places.bind(places.enter("browse.ipynb", HERE), kernel)
        places.sign(kernel)

    assert len(places) == 8


def test_a_page_that_never_comes_to_life_is_gone(places, page, clock):
    clock.now += PATIENCE + 1

    assert places.gone() == [(page, "silent")]


def test_a_page_that_is_still_made_has_more_time(places, clock):
    places.enter("browse.ipynb", HERE)
    clock.now += PATIENCE + 1
    before = reasons(places)

    clock.now += MAKING

    assert (before, reasons(places)) == ([], ["silent"])


@pytest.mark.usefixtures("page")
def test_a_page_with_a_pulse_stays(places, clock):
    clock.now += PATIENCE
    places.sign("k")
    clock.now += PATIENCE

    assert places.gone() == []


@pytest.mark.usefixtures("page")
def test_a_page_with_a_channel_stays_without_a_pulse(places, clock):
    places.open("k", 1)
    clock.now += 99 * PATIENCE

    assert places.gone() == []


@pytest.mark.usefixtures("page")
def test_a_page_whose_channel_closed_may_come_back(places, clock):
    places.open("k", 1)
    clock.now += 99 * PATIENCE
    places.close("k", 1)
    clock.now += PATIENCE
    places.open("k", 2)
    clock.now += PATIENCE

    assert places.gone() == []


@pytest.mark.usefixtures("page")
def test_a_page_whose_channel_closed_for_good_is_gone(places, clock):
    places.open("k", 1)
    places.close("k", 1)
    places.close("k", 1)
    clock.now += PATIENCE + 1

    assert reasons(places) == ["silent"]


@pytest.mark.usefixtures("page")
def test_a_page_whose_reader_asks_nothing_for_long_is_gone(places, clock):
    places.open("k", 1)
    clock.now += IDLE
    places.ask("k")
    clock.now += IDLE
    before = reasons(places)

    clock.now += 1

    assert (before, reasons(places)) == ([], ["idle"])


def test_a_kernel_that_comes_after_its_page_left_belongs_to_nobody(places):
    visit = places.enter("browse.ipynb", HERE)
    places.leave(visit)

    places.bind(visit, "k")

    assert places.of("k") is None


def test_what_nobody_knows_is_passed_over(places):
    places.sign("x")
    places.ask("x")
    places.open("x", 1)
    places.close("x", 1)

    assert list(places) == []


@pytest.mark.parametrize(("free", "count"), [(0, 1), (40 * COST, 20), (4000 * COST, 30)])
def test_as_many_visitors_fit_as_memory_and_cores_hold(monkeypatch, free, count):
    monkeypatch.setattr(rooms, "free_memory", lambda: free)
    monkeypatch.setattr(rooms, "cores", lambda: 2)

    assert fitting() == count


def test_there_is_some_free_memory():
    assert free_memory() > 0
