"""What a reader typed as a query of Tantivy, which finds what a plain reading of the papers finds."""

from __future__ import annotations

from collections.abc import Iterable

from tantivy import Occur, Query, Schema

from explorer.search.writing import SAID
from explorer.terms import DEFAULT_FIELDS, Term

# What a word of the title adds to what it counts as a word of the whole. Of SciFact's test questions, nDCG@10 is .668
# with nothing added, .676 with this, .667 with a half and .639 with 1; with title and abstract apart it is .648.
TITLE = 0.3


def holding(terms: Iterable[Term], schema: Schema) -> Query:
    """Ask for the papers that hold all terms, and none of those that are unwanted."""
    asked = [(Occur.MustNot if term.unwanted else Occur.Must, _anywhere(term, schema)) for term in terms]
    everything = [(Occur.Must, silent(Query.all_query()))]  # what is only unwanted is unwanted among all
    return Query.boolean_query(asked if any(occur == Occur.Must for occur, _ in asked) else everything + asked)


def any_of(terms: Iterable[Term], schema: Schema) -> Query:
    """Ask for the papers that hold any of some terms, whether it is wanted or not."""
    return Query.boolean_query([(Occur.Should, _anywhere(term, schema)) for term in terms])


def fitting(terms: Iterable[Term], schema: Schema) -> Query:
    """Ask for the papers that hold all wanted terms, as well as they fit them."""
    weighed = [_weighed(term, schema) for term in terms if not term.unwanted]
    if len(weighed) == 1:
        return weighed[0]  # among papers that hold one of two words Tantivy passes over those that cannot be the best
    return Query.boolean_query([(Occur.Must, part) for part in weighed])


def doubtful(terms: Iterable[Term], schema: Schema) -> Query:
    """Ask for the papers that hold in their title what is to stand in their abstract: it may stand there too."""
    titles = [_in_field(term, "title", schema) for term in terms if term.fields == ("abstract",)]
    return Query.boolean_query([(Occur.Should, title) for title in titles])


def both(query: Query, other: Query) -> Query:
    """Ask for what answers two queries."""
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, other)])


def silent(query: Query) -> Query:
    """Ask for the same, with no say in what comes first."""
    return Query.const_score_query(query, 0.0)


def _anywhere(term: Term, schema: Schema) -> Query:
    if term.fields == DEFAULT_FIELDS:
        return _in_field(term, SAID, schema)
    if term.fields != ("abstract",):
        return _in_field(term, term.fields[0], schema)
    # An abstract's words are written down with the title's: those that no title holds are surely its own.
    in_title = (Occur.MustNot, _in_field(term, "title", schema))
    return Query.boolean_query([(Occur.Must, _in_field(term, SAID, schema)), in_title])


def _weighed(term: Term, schema: Schema) -> Query:
    if "abstract" not in term.fields:
        return _anywhere(term, schema)
    title = Query.boost_query(_in_field(term, "title", schema), TITLE)
    return Query.boolean_query([(Occur.Should, _anywhere(term, schema)), (Occur.Should, title)])


def _in_field(term: Term, field: str, schema: Schema) -> Query:
    return (_prefix if term.prefix else _words)(term.words, field, schema)


def _words(words: tuple[str, ...], field: str, schema: Schema) -> Query:
    if len(words) == 1:
        return Query.term_query(schema, field, words[0])
    return Query.phrase_query(schema, field, list(words))


def _prefix(words: tuple[str, ...], field: str, schema: Schema) -> Query:
    # Tantivy's own prefix of a phrase stops after 50 words, and does not say so: an expression finds all, or raises.
    # A word is letters, marks and digits, which an expression takes as they are.
    last = f"{words[-1]}.*"
    if len(words) == 1:
        return Query.regex_query(schema, field, last)
    return Query.regex_phrase_query(schema, field, [*words[:-1], last])
