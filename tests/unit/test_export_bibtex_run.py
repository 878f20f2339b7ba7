"""BibTeX itself reads what is exported: no error, no warning, every paper, every name in its parts."""

import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import invented
from digest_parsers.export import Item, citation_key, export
from digest_parsers.load import load_file
from digest_parsers.model import Appearance
from shared import shared

_STYLE = "abbrv"  # puts given names as initials, which tells what it took for given names


def _missing() -> str:
    """Why BibTeX cannot be run here, or an empty string."""
    if shutil.which("bibtex") is None or shutil.which("kpsewhich") is None:
        return "there is no bibtex"
    found = subprocess.run(["kpsewhich", f"{_STYLE}.bst"], capture_output=True, check=False)
    return "" if found.stdout else "bibtex has no styles (texlive-base)"


pytestmark = pytest.mark.skipif(bool(_missing()), reason=_missing() or "BibTeX is here")


def bbl_of(folder: Path, *items: Item) -> dict[str, str]:
    """What BibTeX makes of the exported papers, by their keys; it may have nothing to say."""
    (folder / "refs.bib").write_text("".join(export(items, "bibtex")), "utf-8")
    (folder / "paper.aux").write_text(
        f"\\relax\n\\citation{{*}}\n\\bibstyle{{{_STYLE}}}\n\\bibdata{{refs}}\n"
    )
    done = subprocess.run(["bibtex", "paper"], cwd=folder, capture_output=True, check=False, timeout=60)
    said = (folder / "paper.blg").read_text("utf-8", "replace")
    assert done.returncode == 0, said
    assert not re.findall(r"^(?:Warning--|I.m skipping|.*error message).*$", said, re.MULTILINE), said
    _, *made = re.split(r"\n\\bibitem\{(?=.*\}\n)", (folder / "paper.bbl").read_text("utf-8"))
    return {key: " ".join(text.split()) for key, _, text in (one.partition("}\n") for one in made)}


@pytest.mark.parametrize(
    ("author", "title", "shown"),
    [
        ("Zoë Müller-Łukasz", "Salt", r"Z. Müller-{\L}ukasz"),
        ("Émile-Óscar Šmíd", "Salt", r"{\'{E}}.-{\'{O}}. {\v{S}}míd"),
        ("Łukasz Øy", "Salt", r"{\L}. {\O}y"),
        ("Anna van Dyck", "Salt", "A. van Dyck"),
        ("van Dyck, Anna", "Salt", "A. van Dyck"),
        ("Ludwig van der Berg", "Salt", "L. van der Berg"),
        ("Smith, Jr., Ann", "Salt", "A. Smith, Jr."),
        ("王小明", "深度学习与盐", "王小明. 深度学习与盐"),
        ("Smith, ", "Salt", "{Smith,}"),
        ("Salt and Water Lab", "Salt", r"{Salt and Water Lab}. Salt"),
        ("Ann Author", "GPT-4 in $O(N^2)$ Steps", r"{GPT-4} in {$O(N^2)$} steps"),
        (
            "Ann Author",
            r"{\bf 50% of A_B} & more~#1",
            r"\textbackslash{}bf 50\% of {A\_B\textbraceright{}} \& more",
        ),
        ("Ann {O'Neil}", "} closed { open", r"\textbraceright{} closed \textbraceleft{} open"),
        ("Ann Author", 'He said "salt"', 'He said "salt"'),
        ("Ann Author", "a @misc{b, c = {d}}", "@misc"),
    ],
)
def test_names_and_titles_come_out_as_they_are(author: str, title: str, shown: str, tmp_path: Path) -> None:
    entry = invented.entry("2602.00010", title, authors=(author,))
    made = bbl_of(tmp_path, Item(invented.appearance(entry)))
    assert list(made) == [citation_key(entry)]
    assert shown in made[citation_key(entry)].replace("~", " ").replace("\\newblock ", "")


def test_whatever_signs_a_paper_has_it_is_one_record(tmp_path: Path) -> None:
    rng = random.Random(5)
    signs = [*'aB {}\\$%&#_^~",@é', "and ", "深"]
    items = [
        Item(
            invented.appearance(
                invented.entry(
                    f"2602.{number:05}",
                    "x" + "".join(rng.choices(signs, k=20)),
                    authors=tuple("y" + "".join(rng.choices(signs[:-1], k=8)) for _ in range(3)),
                )
            ),
            tags=("".join(rng.choices(signs, k=6)),),
            note="".join(rng.choices(signs, k=30)),
        )
        for number in range(300)
    ]
    assert len(bbl_of(tmp_path, *items)) == 300


def test_the_papers_of_real_digests_are_read_without_a_word(tmp_path: Path) -> None:
    papers: dict[str, Item] = {}
    for path in sorted(shared("seeds").iterdir()):
        for digest in load_file(path).digests:
            for entry in digest.entries:
                papers.setdefault(entry.arxiv_id, Item(Appearance(digest, entry)))
    assert len(bbl_of(tmp_path, *papers.values())) == len(papers) > 100
