"""How long it takes to tell which papers of an archive are like one of them."""

from collections.abc import Iterable
from time import process_time

from bench.report import Limit, Row, Sample
from bench.workbench import Workbench
from digest_parsers.library import Library
from digest_parsers.load import load_file
from digest_parsers.related import RelatedPapers
from digest_parsers.search import SearchIndex

#: One paper in so many is asked for.
_EACH = 100


def related(bench: Workbench) -> Iterable[Row]:
    """Gathering the terms of all papers, which is done once, and the relations of one."""
    library, index = Library(), SearchIndex()
    for path in bench.one.files:
        library.add(load_file(path))
    for _ in library.catch_up():
        pass
    digests = library.digests()
    for digest in digests:
        index.index(digest)  # the search has it, too
    papers = RelatedPapers(lambda digest: index.index(digest).folded)
    began = process_time()
    for _ in papers.gather(digests):
        pass
    gathered = process_time() - began
    times = []
    every_id = [arxiv_id for _, rows in library.papers_by_day() for arxiv_id in rows.ids()]
    for arxiv_id in every_id[::_EACH]:
        began = process_time()
        papers.of(arxiv_id)
        times.append(1000 * (process_time() - began))
    what = f"{len(library):,} papers"
    yield Row("related", f"terms of {what} gathered, once and in slices, CPU time", Sample((gathered,), "s"))
    limit = Limit("p95", 50.0, "p95 ≤ 50 ms")
    yield Row(
        "related", f"papers like one among {what}, CPU time", Sample(tuple(times), "ms"), limits=(limit,)
    )
