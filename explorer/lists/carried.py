"""What names a merged paper, carried over from records whose own ids and links are not kept."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from explorer.columns import TEXT
from explorer.gathering import Fields, Gathered, Places
from explorer.lists import identifiers

NAMES = {"arxiv_id": identifiers.arxiv_ids, "doi": identifiers.dois, "pmid": identifiers.pmids}


def carried(whole: Fields, heads: Places, papers: Gathered) -> Gathered:
    """Give papers the arXiv id, DOI and PMID that their kept values do not show and another of their records says."""
    places = np.flatnonzero(heads != np.arange(len(heads)))
    if not len(places):
        return papers
    rows = np.searchsorted(np.flatnonzero(heads == np.arange(len(heads))), heads[places])
    fields = dict(papers.fields)
    for name, find in NAMES.items():
        said, shown = (find(_taken(*side)).to_pylist() for side in ((whole, places), (papers.fields, rows)))
        column = fields.get(name, pa.nulls(len(fields["id"]), TEXT))
        found: dict[int, str] = {}
        for place, row, theirs, ours in zip(places.tolist(), rows.tolist(), said, shown, strict=True):
            if theirs and not ours and row not in found and column.type == TEXT and not column[row].is_valid:
                found[row] = theirs
                papers.gave[place].append(name)
        if found:
            fields[name] = _filled(column, found)
    return Gathered(fields, papers.gave, papers.lost)


def _taken(fields: Fields, places: Places) -> Fields:
    wanted = {"id", *identifiers.ARXIV, *identifiers.DOI, *identifiers.PMID}
    taken = {name: array.take(pa.array(places)) for name, array in fields.items() if name in wanted}
    return {name: _whole(array) for name, array in taken.items()}


def _whole(array: pa.Array | pa.ChunkedArray) -> pa.Array:
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _filled(column: pa.Array, found: dict[int, str]) -> pa.Array:
    mask = np.zeros(len(column), bool)
    mask[list(found)] = True
    values = pa.array([found[row] for row in sorted(found)], TEXT)
    return pc.replace_with_mask(_whole(column), pa.array(mask), values)
