"""Real documents, damaged: whatever is left of one is a papers frame or an error of ours."""

from random import Random

import pytest
from damage import SAMPLES, damaged, outcomes, reader, seeds

pytestmark = pytest.mark.skipif(not seeds(), reason="the real samples are not beside this checkout")


@pytest.mark.parametrize("path", seeds(), ids=lambda path: str(path.relative_to(SAMPLES)))
def test_a_damaged_sample_is_read_or_refused(path):
    content, chance = path.read_bytes(), Random(path.name)

    found = [outcome for _ in range(12) for outcome in outcomes(damaged(content, chance), reader(content))]

    assert set(found) <= {"read", "refused"}
