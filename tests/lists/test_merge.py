"""Lists put under each other: what is one paper, what is two, and what the ledger says."""

import json

import numpy as np
import pandas as pd
import pytest

from explorer.lists import merge
from explorer.papers import conform
from explorer.report import sentence

LONG = "We share weights across depth, and show on nine data sets that what is learned once is used again. " * 2
OTHER = "Nothing here recurs: graphs are cut into trees, whose leaves a greedy algorithm colours one by one. " * 2
TITLE = "Sliced Recursive Transformers for Images"


def ledger(*lists, **options):
    return merge(*(conform([record], name) for name, record in zip("abcd", lists, strict=False)), **options).attrs[
        "ledger"
    ]


def shown(*lists, **options):
    return [(row["by"], row["score"]) for row in ledger(*lists, **options)]


@pytest.mark.parametrize(
    ("one", "other", "by"),
    [
        ({"id": "2401.00001"}, {"id": "2401.00001"}, "id"),
        ({"id": "k1", "arxiv_id": "2401.00001"}, {"id": "2401.00001"}, "arxiv_id"),
        ({"id": "k1", "arxiv_id": "arXiv:2401.00001v2 [cs.CL]"}, {"id": "2401.00001"}, "arxiv_id"),
        ({"id": "k1", "url": "http://arxiv.org/abs/2401.00001v3"}, {"id": "2401.00001"}, "arxiv_id"),
        ({"id": "k1", "pdf_url": "https://arxiv.org/pdf/2401.00001v1.pdf"}, {"id": "2401.00001"}, "arxiv_id"),
        ({"id": "k1", "url": "https://huggingface.co/papers/2401.00001"}, {"id": "2401.00001"}, "arxiv_id"),
        ({"id": "k1", "doi": "10.48550/arXiv.2401.00001"}, {"id": "2401.00001"}, "arxiv_id"),
        ({"id": "k1", "arxiv_id": "math.GT/0306266v1"}, {"id": "math/0306266"}, "arxiv_id"),
        ({"id": "k1", "doi": "10.1000/X"}, {"id": "k2", "doi": "https://doi.org/10.1000/x"}, "doi"),
        ({"id": "k1", "doi": "doi: 10.1000/x."}, {"id": "k2", "url": "http://dx.doi.org/10.1000/x"}, "doi"),
        ({"id": "k1", "url": "https://arxiv.org/abs/2401.00001/"}, {"id": "2401.00001"}, "arxiv_id"),
        ({"id": "k1", "doi": "10.1000/x"}, {"id": "k2", "url": "https://doi.org/10.1000/x?utm=1"}, "doi"),
        ({"id": "k1", "doi": "10.1000/x"}, {"id": "k2", "doi": "https://doi.org/10.1000/x?utm=1#top"}, "doi"),
        ({"id": "k1", "doi": "10.1000/a(b)c"}, {"id": "k2", "url": "https://doi.org/10.1000/a%28b%29c"}, "doi"),
        ({"id": "k1", "pmid": "123456"}, {"id": "k2", "pmid": 123456}, "pmid"),
        ({"id": "k1", "pmid": "7"}, {"id": "k2", "url": "https://pubmed.ncbi.nlm.nih.gov/7/"}, "pmid"),
    ],
)
def test_a_paper_is_found_by_what_names_it(one, other, by):
    assert shown({"title": "One", **one}, {"title": "Another", **other}) == [(by, 100)]


@pytest.mark.parametrize("word", ["2020.12345", "10.1000/", "arXiv", "https://example.org/2401.00001", "v2"])
def test_what_is_no_arxiv_id_names_nothing(word):
    assert shown({"id": "k1", "arxiv_id": word, "url": word}, {"id": "k2", "arxiv_id": word, "url": word}) == []


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        (TITLE, TITLE.upper() + ".", 100),
        (TITLE, f"{{{TITLE}}}", 100),
        (r"G\"odel, $\alpha$-nets and \emph{H$_2$O}", "Gödel, α-Nets and H₂O", 100),
        (r"An $\mathcal{O}(n)$ bound", "An mathcal O(n) bound", 100),
        ("Pre-training of Nets", "Pretraining of nets", 100),
        ("Cats &amp; <i>Dogs</i>", "Cats and Dogs", 100),
        ("Don&#39;t Stop", "Don't stop", 100),
        ("Where p &lt; q", "Where p < q", 100),
        ("Caf&amp;eacute; Nets", "Café Nets", 100),
        ("$K^+$ Channels", "K⁺ channels", 100),
        (TITLE, f"The {TITLE}", 96.0),
        ("Modelling of Neighbours", "Modeling of Neighbors", 95.0),
    ],
)
def test_a_paper_is_found_by_its_title_however_it_is_set(one, other, score):
    assert shown({"id": "k1", "title": one}, {"id": "k2", "title": other}) == [("title", score)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{TITLE}, Part I", f"{TITLE}, Part II"),
        (f"{TITLE} with GPT-3", f"{TITLE} with GPT-4"),
        (f"{TITLE} with Llama3", f"{TITLE} with Llama2"),
        (f"{TITLE} 2023", f"{TITLE} 2024"),
        (TITLE, f"Erratum: {TITLE}"),
        (TITLE, f"Reply to: {TITLE}"),
        (TITLE, f"{TITLE} (Supplement)"),
        (f"Supervised {TITLE}", f"Unsupervised {TITLE}"),
        (f"{TITLE} with Labels", f"{TITLE} without Labels"),
        (f"{TITLE} of Cats", f"{TITLE} of Bats"),
        (f"{TITLE} and Maximization", f"{TITLE} and Minimization"),
        (f"Macro {TITLE}", f"Micro {TITLE}"),
        ("K+ Channels", "K- Channels"),
        ("A Symmetric Game", "Asymmetric Game"),
        (f"{TITLE} in C", f"{TITLE} in C++"),
        (f"Vitamin B and {TITLE}", f"Vitamin D and {TITLE}"),
        ("First-Order Methods for Nets", "Second-Order Methods for Nets"),
        ("Editorial", "Editorial"),
        ("🦜", "🦊"),
    ],
)
def test_titles_that_only_look_alike_are_two_papers(one, other):
    assert shown({"id": "k1", "title": one}, {"id": "k2", "title": other}, score=50) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"arxiv_id": "2401.00001"}, {"arxiv_id": "2401.00002"}),
        ({"doi": "10.1000/x"}, {"doi": "10.1000/y"}),
        ({"pmid": "1"}, {"pmid": "2"}),
        ({"year": 2020}, {"year": 2022}),
        ({"published": "2020-01-02"}, {"year": 2022}),
        ({"authors": ["Ada Lovelace"]}, {"authors": ["Ada Byron", "Emil Post"]}),
        ({"authors": ["Wei Li"]}, {"authors": ["Wei Xu"]}),
        ({"abstract": LONG}, {"abstract": OTHER}),
        ({"kind": "article"}, {"kind": "erratum"}),
    ],
)
def test_what_is_said_of_two_papers_of_one_title_keeps_them_apart(one, other):
    assert shown({"id": "k1", "title": TITLE, **one}, {"id": "k2", "title": TITLE, **other}) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"arxiv_id": "2401.00001"}, {"doi": "10.1000/y"}),
        ({"doi": "10.1101/x"}, {"doi": "10.1000/y"}),
        ({"year": 2020}, {"year": 2021}),
        ({"authors": ["Łoś, A.", "Others"]}, {"authors": ["Ada Łoś"]}),
        ({"authors": ["Lovelace AK"]}, {"authors": ["Ada Lovelace", "Emil Post"]}),
        ({"authors": ["Wei Zhang"]}, {"authors": ["张伟"]}),
        ({"authors": ["Kaiming He"]}, {"authors": ["K. He"]}),
        ({"abstract": LONG}, {"abstract": LONG[:120]}),
        ({"abstract": LONG, "authors": ["Ada Łoś"]}, {"abstract": OTHER, "authors": ["A. Los"]}),
    ],
)
def test_what_is_said_of_one_paper_in_two_ways_keeps_it_one(one, other):
    assert shown({"id": "k1", "title": TITLE, **one}, {"id": "k2", "title": TITLE, **other}) == [("title", 100)]


def test_a_title_that_many_have_needs_an_author_in_common():
    editorial = {"title": "Editorial", "authors": ["Ada Lovelace"], "year": 2020}

    assert shown({"id": "k1", **editorial}, {"id": "k2", **editorial}) == [("title", 100)]


@pytest.mark.parametrize("own", [{"id": "smith2020", "key": "smith2020"}, {"id": "17"}])
def test_a_key_or_a_number_of_two_lists_is_one_paper_only_where_the_titles_are_alike(own):
    one, other = {**own, "title": TITLE}, {**own, "title": "On Trees and their Leaves"}

    assert shown(one, one) == [("id", 100)]
    assert shown(one, other) == []


def test_a_paper_whose_id_an_earlier_one_has_gets_another_and_that_is_said():
    papers = merge(conform([{"id": "17", "title": TITLE}], "a"), conform([{"id": "17", "title": "On Trees"}], "b"))

    assert papers["title"].tolist() == [TITLE, "On Trees"]
    assert papers.index[0] == "17"
    assert papers.index[1].startswith("17-")
    assert papers.attrs["report"][1]["note"] == "1 paper whose id is another's got a longer one (17)"


def test_a_volumes_doi_makes_no_paper_of_its_chapters():
    chapters = [{"id": name, "title": title, "doi": "10.1000/v"} for name, title in (("a", TITLE), ("b", "On Trees"))]

    assert len(merge(conform(chapters))) == 2


def test_one_list_is_merged_by_names_alone_unless_asked():
    records = [{"id": "k1", "title": TITLE}, {"id": "k2", "title": TITLE}, {"id": "k3", "doi": "10.1000/x"}]
    papers = conform([*records, {"id": "k4", "doi": "10.1000/x"}])

    assert merge(papers).index.tolist() == ["k1", "k2", "k3"]
    assert merge(papers, within=True).index.tolist() == ["k1", "k3"]


def test_what_two_lists_share_with_a_third_is_one_paper():
    one, other = {"id": "k1", "doi": "10.1000/x"}, {"id": "k3", "arxiv_id": "2401.00001", "title": TITLE}
    both = {"id": "k2", "doi": "10.1000/X", "url": "https://arxiv.org/abs/2401.00001"}

    rows = ledger(one, other, both, {"id": "k4", "title": TITLE})

    assert [(row["paper"], row["merged"], row["by"]) for row in rows] == [
        ("k1", "k3", "arxiv_id"),
        ("k1", "k2", "doi"),
        ("k1", "k4", "title"),
    ]


def test_titles_join_no_two_papers_of_one_list_by_way_of_another():
    first = conform([{"id": "k1", "title": TITLE, "year": 2020}, {"id": "k2", "title": TITLE, "year": 2021}])

    papers = merge(first, conform([{"id": "k3", "title": TITLE}]))

    assert papers.index.tolist() == ["k1", "k2"]


def test_titles_join_no_chain_of_years():
    years = [{"id": f"k{year}", "title": TITLE, "year": year} for year in (2020, 2021, 2022)]

    assert [row["merged"] for row in ledger(*years)] == ["k2021"]


def test_the_score_is_the_readers_choice():
    pair = {"id": "k1", "title": "Sliced Nets", "year": 2024}, {"id": "k2", "title": "Slied Nets", "year": 2024}

    assert shown(*pair) == [("title", 94.7)]
    assert shown(*pair, score=95) == shown(*pair, score=None) == []


def test_the_fuller_value_of_each_field_stays_and_the_ledger_says_what_became_of_the_other():
    first = {
        "id": "k1",
        "doi": "10.1000/x",
        "title": "One",
        "abstract": "We.",
        "published": "2024-01-02",
        "year": 2024,
    }
    second = {
        "id": "k2",
        "doi": "10.1000/x",
        "title": "1",
        "abstract": "We do.",
        "published": "2024-01-03",
        "pages": "7",
    }

    papers = merge(conform([{**first, "authors": ["A. Lo"]}], "a"), conform([{**second, "authors": ["Lo"]}], "b"))

    assert papers.loc["k1", ["title", "abstract", "pages", "year", "authors"]].tolist() == [
        "One",
        "We do.",
        "7",
        2024,
        ["A. Lo"],
    ]
    assert papers.attrs["ledger"][:] == [
        {
            "paper": "k1",
            "merged": "k2",
            "source": "b",
            "position": None,
            "by": "doi",
            "score": 100.0,
            "gave": ["abstract", "pages"],
            "lost": {
                "title": {"kept": "One", "lost": "1"},
                "abstract": {"kept": "We do.", "lost": "We."},
                "published": {"kept": "2024-01-02T00:00:00", "lost": "2024-01-03T00:00:00"},
                "authors": {"kept": ["A. Lo"], "lost": ["Lo"]},
            },
        }
    ]


def test_a_ledger_answers_like_its_frame_and_is_plain_json():
    found = ledger({"id": "k1", "title": TITLE, "year": 2020}, {"id": "k2", "title": TITLE, "year": 2021})

    assert [*found.columns] == ["paper", "merged", "source", "position", "by", "score", "gave", "lost"]
    assert found["by"].tolist() == ["title"]
    assert json.loads(json.dumps(found)) == found


def test_the_report_says_how_many_were_merged_and_by_what():
    first = conform(
        [{"id": "k1", "doi": "10.1000/x", "title": TITLE}, {"id": "k2", "title": "On Trees"}, {"id": "k5"}], "a"
    )
    second = conform([{"id": "k3", "doi": "10.1000/x"}, {"id": "k4", "title": "On trees"}, {"id": "k5"}], "b")

    report = merge(first, second).attrs["report"]

    assert list(map(sentence, report)) == [
        "a: 3 papers read.",
        "b: 3 papers read, 3 merged (1 by id, 1 by DOI, 1 by title).",
    ]


def test_merges_of_merged_lists_add_up_and_keep_both_ledgers():
    one, two, three = (conform([{"id": name, "doi": "10.1000/x", "title": TITLE}], name) for name in ("a", "b", "c"))

    papers = merge(three, merge(one, two))

    assert [(row["paper"], row["merged"]) for row in papers.attrs["ledger"]] == [("c", "b"), ("c", "a")]
    assert papers.attrs["report"]["merged"].sum() == len(papers.attrs["ledger"])


def test_conforming_tells_the_same_paper_twice_in_the_ledger():
    papers = conform([{"id": "a", "title": "One"}, {"title": "Two"}, {"title": "TWO"}, {"id": "a", "title": "1"}], "x")

    assert [(row["paper"], row["merged"], row["by"]) for row in papers.attrs["ledger"]] == [
        ("two", "two", "title"),
        ("a", "a", "id"),
    ]
    assert sentence(papers.attrs["report"][0]) == "x: 4 papers read, 2 merged (1 by id, 1 by title)."


@pytest.mark.parametrize("said", ["doi", "authors", "year"])
def test_two_papers_of_one_title_and_list_stay_two(said):
    values = {"doi": ["10.1000/x", "10.1000/y"], "authors": [["Ada"], ["Emil"]], "year": [2020, 2023]}[said]

    papers = conform([{"title": "Editorial", said: value} for value in values])

    assert len(papers) == 2


def test_merging_prints_nothing_and_leaves_the_lists_alone(capsys):
    one, two = conform([{"id": "k1", "title": TITLE}]), conform([{"id": "k2", "title": TITLE}])

    merge(one, two)

    assert capsys.readouterr().out == ""
    pd.testing.assert_frame_equal(one, conform([{"id": "k1", "title": TITLE}]))
    assert one.attrs["ledger"] == []


JOURNAL = {"id": "jo", "title": TITLE, "doi": "10.1000/x", "url": "https://doi.org/10.1000/x"}
PREPRINT = {"id": "2301.00001", "title": TITLE, "url": "https://arxiv.org/abs/2301.00001"}


def test_a_merged_paper_carries_the_arxiv_id_that_only_the_dropped_record_said():
    papers = merge(conform([JOURNAL]), conform([PREPRINT]))

    assert papers.loc["jo", ["doi", "arxiv_id"]].tolist() == ["10.1000/x", "2301.00001"]
    assert papers.attrs["ledger"]["gave"].tolist() == [["arxiv_id"]]


def test_a_merged_paper_carries_the_doi_and_the_pmid_that_only_dropped_records_said():
    linked = {"id": "k3", "title": TITLE, "url": "https://pubmed.ncbi.nlm.nih.gov/7/"}

    papers = merge(conform([PREPRINT]), conform([{"id": "10.1000/x", "title": TITLE}]), conform([linked]))

    assert papers.loc["2301.00001", ["doi", "pmid"]].tolist() == ["10.1000/x", "7"]


def test_what_a_merged_paper_shows_is_not_said_twice():
    assert "arxiv_id" not in merge(conform([PREPRINT]), conform([JOURNAL])).columns


def test_a_third_list_is_found_the_same_before_and_after():
    one, two, three = conform([JOURNAL]), conform([PREPRINT]), conform([{**PREPRINT, "title": "Slices, Again"}])

    assert merge(one, two, three).index.equals(merge(merge(one, two), three).index)


def test_a_wrong_arxiv_id_joins_no_papers_that_share_nothing_else_and_that_is_said():
    one = {"id": "k1", "arxiv_id": "2401.00001", "title": TITLE, "authors": ["Ada Lovelace"]}
    other = {"id": "2401.00001", "title": "On Trees and their Leaves", "authors": ["Emil Post"]}

    papers = merge(conform([one]), conform([other]))

    assert papers.index.tolist() == ["k1", "2401.00001"]
    assert papers.attrs["report"][1]["note"] == (
        "arXiv id 2401.00001 names papers of other titles and authors, which stay apart"
    )


def test_a_ledgers_row_is_found_by_any_whole_number():
    rows = ledger({"id": "k1", "title": TITLE}, {"id": "k2", "title": TITLE})

    assert rows[np.int64(0)] == rows[0]
