import pandas as pd

from explorer.formats.header import header
from explorer.papers import conform
from explorer.query import Query
from explorer.session import Session


def test_a_header_says_how_many_papers_what_was_asked_and_of_which_documents():
    papers = conform([{"title": "One"}, {"title": "Two"}])
    papers.attrs["report"][:] = [{**papers.attrs["report"][0], "document": "a\nlist.csv", "sha256": "ab12"}]
    session = Session(papers, query=Query(text="two"))

    assert header(session.selected) == [
        "Written by explorer: 1 paper",
        "Query: Query(text='two')",
        "Document: a list.csv (SHA-256 ab12)",
    ]


def test_papers_without_a_document_have_a_header_of_their_number():
    assert header(pd.DataFrame({"title": ["One", "Two"]})) == ["Written by explorer: 2 papers"]
