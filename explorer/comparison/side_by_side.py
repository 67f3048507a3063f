"""Papers side by side, or groups of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from explorer.comparison import matrix
from explorer.comparison.matrix import CompareError
from explorer.comparison.table import table
from explorer.query import Query


def compare(
    papers: pd.DataFrame,
    facts: pd.DataFrame | None = None,
    ids: Iterable[str] | None = None,
    rows: Iterable[str] | None = None,
    *,
    groups: Mapping[str, Query] | None = None,
) -> pd.DataFrame:
    """Lay papers side by side, given by `ids`, or groups of papers, given by queries.

    Parameters
    ----------
    papers
        A papers frame, n rows; as the document gave it, or as `enrich` did.
    facts
        What `extract` found in it; facts of other papers are ignored. Needed for papers; groups are compared by
        the papers' columns, into which `enrich` writes what the texts say.
    ids
        The 2 to 6 papers to compare, in the order of the columns; an id given twice counts once.
    rows
        The rows wanted. For papers any of `explorer.comparison.ROWS` or of the papers' columns; by default all of
        `ROWS`, then every other column but title, abstract, source and position; ``"figures"`` stands for a row a
        comparable figure. For groups ``"papers"`` (sizes and overlaps), any column, and ``"words"`` (those of title
        and abstract); by default both and every column of categories, lists, flags or links, and the year, unless
        all of its values are alike, or each its own.
    groups
        Name → query, k of them, at least 2; a paper may be in several, or in none.

    Returns
    -------
    pandas.DataFrame
        *Of papers*, shape (r, k): one column a paper, named by its id; one row a field or kind of fact. The index
        has the levels `row` (unique) and `differs`; rows that differ come first, those that nobody states last. An
        entry is a `Cell`, or ``pd.NA`` for what is not stated; a stated no is a `Cell` that holds ``False``.
        ``attrs["titles"]`` are the papers' titles by id, ``attrs["rows"]`` the rows asked for, or None.

        *Of groups*, one tidy frame, k rows a value, the groups in their order:

        ========================  ==================================================================================
        `row`, `value`, `group`   the field, one of its values, the group's name
        `papers`, `of`            how many of its papers have the value, of those that state the field; 0 is not
                                  missing: papers that state the field have other values
        `unstated`                how many of its papers state nothing of the field
        `share`, `low`, `high`    papers / of, from 0 to 1, and its 95 % Wilson interval; missing where `of` is 0
        `wide`                    whether the interval spans more than half of all there can be: too few papers to
                                  say more
        `count`                   how often it is said: once a paper, but words as often as they are written
        `log_odds`, `z`           how much more the group says it than the others taken together (natural logarithm,
                                  above 0 for more), and that by its standard deviation; missing where the group,
                                  or all others, state nothing
        `everywhere`, `only`      whether each group has it; the group that alone has it
        ========================  ==================================================================================

        The row ``"papers"`` counts the papers ``"in the group"`` of all papers, and of the group's papers those
        ``"in no other"`` and ``"in every group"``; ``"in no group"`` has no group. A field's values stand in the
        order of most papers, words in that of their largest z; dates and other values stand as the field has them,
        a link as ``True`` for its being there. Values that no group has are left out.

        The intervals are E. B. Wilson's (JASA 22, 1927). The log-odds have an informative Dirichlet prior
        (B. L. Monroe, M. P. Colaresi and K. M. Quinn, *Fightin' Words*, Political Analysis 16, 2008), which adds
        500 words, or 10 papers, with the shares of all `papers` to each side, so that rare ones set little apart.

    Raises
    ------
    CompareError
        Where neither ids nor groups are given, or both; ids without facts; fewer than 2 groups; fewer than 2 or more
        than 6 ids, or one that is not in the papers.
    FieldError
        Where a row is unknown, or a query names a field that the papers lack.

    Examples
    --------
    >>> compare(papers, extract(papers), ["a", "b"]).loc["task", "a"]  # doctest: +SKIP
    >>> old, new = Query(among={"year": (2024,)}), Query(among={"year": (2025,)})  # doctest: +SKIP
    >>> apart = compare(papers, groups={"2024": old, "2025": new}, rows=("topics", "words"))  # doctest: +SKIP
    >>> apart[apart["group"] == "2025"].nlargest(10, "z")  # doctest: +SKIP
    """
    if groups is not None and ids is not None:
        raise CompareError("Both ids and groups were given; give ids to compare papers, or groups of them.")
    if groups is not None:
        return table(papers, groups, rows)
    if ids is None:
        raise CompareError("Nothing was given to compare; give the ids of papers, or groups of them.")
    if facts is None:
        raise CompareError("Papers are compared by their facts; give those that extract(papers) finds.")
    return matrix.compare(papers, facts, ids, rows)
