"""Writes digests in the formats that are none of :mod:`digest_text`'s, from invented papers."""

import json
from collections.abc import Callable, Sequence
from html import escape

from digest_text import InventedPaper, by_category

Papers = Sequence[InventedPaper]


def paper_assistant(papers: Papers) -> str:
    """gpt_paper_assistant's Markdown."""
    head = f"# Personalized Daily ArXiv Papers 01/05/2026\nTotal relevant papers: {len(papers)}\n\n"
    toc = "".join(
        f"{n}. [{one.title}](#link{n})\n**Authors:** {', '.join(one.authors)}\n\n"
        for n, one in enumerate(papers)
    )
    body = "".join(
        f'---\n## {n}. [{one.title}](https://arxiv.org/abs/{one.arxiv_id}) <a id="link{n}"></a>\n'
        f"**ArXiv ID:** {one.arxiv_id}\n**Authors:** {', '.join(one.authors)}\n\n"
        f"**Abstract:** {one.sections['abstract']}\n\n**Comment:** {one.sections['tldr']}\n"
        f"**Relevance:** 9\n**Novelty:** 7\n\n"
        for n, one in enumerate(papers)
    )
    prompt = "---\n\n## Paper selection prompt\n 1. Boats\n"
    return f"{head}Table of contents with paper titles:\n\n{toc}{body}{prompt}"


def paper_assistant_json(papers: Papers) -> str:
    """gpt_paper_assistant's JSON."""
    return json.dumps(
        {
            one.arxiv_id: {
                "SCORE": 16,
                "ARXIVID": one.arxiv_id,
                "COMMENT": one.sections["tldr"],
                "RELEVANCE": 9,
                "NOVELTY": 7,
                "authors": list(one.authors),
                "title": one.title,
                "abstract": one.sections["abstract"],
                "arxiv_id": one.arxiv_id,
            }
            for one in papers
        },
        indent=4,
    )


def _row(one: InventedPaper) -> str:
    url = f"http://arxiv.org/abs/{one.arxiv_id}"
    return f"|**{one.published}**|**{one.title}**|{one.authors[0]} et.al.|[{one.arxiv_id}]({url})|null|\n"


def _item(one: InventedPaper) -> str:
    url = f"http://arxiv.org/abs/{one.arxiv_id}v1"
    return f"- {one.published}, **{one.title}**, {one.authors[0]} et.al., Paper: [{url}]({url})\n"


def cv_arxiv_daily(papers: Papers) -> str:
    """cv-arxiv-daily's tables."""
    head = "|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n"
    topics = (
        f"## {topic}\n\n{head}{''.join(map(_row, some))}\n" for topic, some in by_category(papers).items()
    )
    return "## Updated on 2026.01.06\n\n" + "".join(topics) + "[shield]: https://example.org/shield\n"


def cv_arxiv_daily_list(papers: Papers) -> str:
    """cv-arxiv-daily's lists."""
    topics = (f"## {topic}\n\n{''.join(map(_item, some))}\n" for topic, some in by_category(papers).items())
    return "> Updated on 2026.01.06\n\n" + "".join(topics)


def cv_arxiv_daily_json(papers: Papers) -> str:
    """cv-arxiv-daily's JSON."""
    topics = by_category(papers).items()
    return json.dumps({topic: {one.arxiv_id: _item(one) for one in some} for topic, some in topics})


def paper_note(paper: InventedPaper) -> str:
    """A note of daily-paper-reader."""
    return (
        f"---\ntitle: {json.dumps(paper.title, ensure_ascii=False)}\ntitle_zh: 纸船\n"
        f'authors: "{", ".join(paper.authors)}"\ndate: {paper.published}\n'
        f'pdf: "https://arxiv.org/pdf/{paper.arxiv_id}v1"\ntags: ["query:boats"]\nscore: 9.0\n'
        f"evidence: 纸船\ntldr: {json.dumps(paper.sections['tldr'], ensure_ascii=False)}\n---\n\n"
        f"## 摘要\n摘要。\n\n## Abstract\n{paper.sections['abstract']}\n\n---\n\n"
        "## 论文详细总结\n\n### 1. 动机\n总结。\n"
    )


def paper_list(papers: Papers) -> str:
    """The page of daily-paper-reader over its notes."""
    items = "".join(
        f"{n}. [{one.title}](/202601/05/{one.arxiv_id}v1-on-boats) （9.0/10）\n"
        for n, one in enumerate(papers, 1)
    )
    head = f"# 日报 · 2026-01-05\n\n- 当次推荐总数：{len(papers)}\n- 精读区：{len(papers)}\n\n"
    return f"{head}## 精读区\n{items}\n---\n"


def paper_meta(papers: Papers) -> str:
    """The JSON of daily-paper-reader beside its notes."""
    return json.dumps(
        {
            "date": "2026-01-05",
            "count": len(papers),
            "papers": [
                {
                    "paper_id": f"202601/05/{one.arxiv_id}v1-on-boats",
                    "section": "deep",
                    "title_en": one.title,
                    "authors": ", ".join(one.authors),
                    "date": one.published,
                    "pdf": f"https://arxiv.org/pdf/{one.arxiv_id}v1",
                    "score": "9.0",
                    "tldr": one.sections["tldr"],
                    "tags": "query:boats",
                    "abstract_en": one.sections["abstract"],
                }
                for one in papers
            ],
        },
        indent=2,
    )


RULE = "-" * 78 + "\n"


def arxiv_email(papers: Papers) -> str:
    """arXiv's own listing."""
    head = f"{RULE}{RULE}Archives at http://arxiv.org/\n{RULE} Submissions to:\nComputation and Language\n"
    dates = " received from  Sun  4 Jan 26 19:00:00 GMT  to  Mon  5 Jan 26 19:00:00 GMT\n"
    body = "".join(
        f"\\\\\narXiv:{one.arxiv_id}\nDate: Mon, 5 Jan 2026 10:00:00 GMT   (100kb)\n\nTitle: {one.title}\n"
        f"Authors: {', '.join(one.authors)}\nCategories: {' '.join(one.categories)}\n"
        "Comments: 4 boats\n\\\\\n"
        f"  {one.sections['abstract']}\n\\\\ ( https://arxiv.org/abs/{one.arxiv_id} ,  100kb)\n{RULE}"
        for one in papers
    )
    return f"{head}{dates}{RULE}{RULE}{body}"


def arxiv_rss(papers: Papers) -> str:
    """arXiv's RSS of a category."""
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>https://arxiv.org/abs/{one.arxiv_id}</link>\n"
        f"<description>arXiv:{one.arxiv_id}v1 Announce Type: new \n"
        f"Abstract: {escape(one.sections['abstract'])}</description>"
        f"<guid>oai:arXiv.org:{one.arxiv_id}v1</guid>"
        f"{''.join(f'<category>{c}</category>' for c in one.categories)}"
        "<arxiv:announce_type>new</arxiv:announce_type>"
        f"<dc:creator>{escape(', '.join(one.authors))}</dc:creator></item>\n"
        for one in papers
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        "<channel><title>cs.CL updates on arXiv.org</title>"
        "<pubDate>Mon, 05 Jan 2026 00:00:00 -0500</pubDate>\n"
        f"{items}</channel></rss>\n"
    )


def arxiv_atom(papers: Papers) -> str:
    """What arXiv's API answers with."""
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{one.arxiv_id}v1</id><published>{one.published}T00:00:00Z</published>"
        f"<title>{escape(one.title)}</title><summary>{escape(one.sections['abstract'])}</summary>\n"
        f"{''.join(f'<author><name>{escape(name)}</name></author>' for name in one.authors)}"
        f'<link href="http://arxiv.org/abs/{one.arxiv_id}v1" rel="alternate"/>'
        "<arxiv:comment>4 boats</arxiv:comment>"
        + "".join(f'<category term="{c}"/>' for c in one.categories)
        + f'<arxiv:primary_category term="{one.categories[0]}"/></entry>\n'
        for one in papers
    )
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">\n'
        f"<title>ArXiv Query</title><updated>2026-01-05T00:00:00-05:00</updated>\n{entries}</feed>\n"
    )


#: What each format is written by, and the name of a file that holds it.
KINDS: dict[str, tuple[str, str, Callable[[Papers], str]]] = {
    "assistant": ("paper-assistant", "out.md", paper_assistant),
    "assistant JSON": ("paper-assistant-json", "2026-01-05-output.json", paper_assistant_json),
    "table": ("cv-arxiv-daily", "README.md", cv_arxiv_daily),
    "list": ("cv-arxiv-daily", "wechat.md", cv_arxiv_daily_list),
    "topics": ("cv-arxiv-daily-json", "cv.json", cv_arxiv_daily_json),
    "note": ("daily-paper-reader", "202601/05/note.md", lambda papers: paper_note(papers[0])),
    "page": ("daily-paper-reader-list", "README.md", paper_list),
    "meta": ("daily-paper-reader-json", "papers.meta.json", paper_meta),
    "e-mail": ("arxiv-email", "2026-01-05.txt", arxiv_email),
    "RSS": ("arxiv-feed", "cs.CL.xml", arxiv_rss),
    "Atom": ("arxiv-feed", "query.atom", arxiv_atom),
}
