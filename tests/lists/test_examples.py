"""The examples that stand in the docstrings run as they stand."""

import doctest

import pytest

from explorer.lists import algebra, merging


@pytest.mark.parametrize("module", [algebra, merging], ids=lambda module: module.__name__)
def test_the_examples_of_a_module_hold(module):
    assert doctest.testmod(module).failed == 0
    assert doctest.testmod(module).attempted > 0
