"""The arXiv taxonomy."""

import pytest
import yaml

from digest_parsers import categories


@pytest.mark.parametrize(
    ("category", "name", "group"),
    [
        ("cs.CL", "Computation and Language", "Computer Science"),
        ("math.OC", "Optimization and Control", "Mathematics"),
        ("stat.ML", "Machine Learning", "Statistics"),
        ("eess.IV", "Image and Video Processing", "Electrical Engineering and Systems Science"),
        ("quant-ph", "Quantum Physics", "Physics"),
        ("cond-mat.mtrl-sci", "Materials Science", "Physics"),
        ("q-fin.TR", "Trading and Market Microstructure", "Quantitative Finance"),
        ("cs.XX", "", "Computer Science"),
        ("astro-ph.XX", "", "Physics"),
        ("nowhere", "", ""),
        ("", "", ""),
    ],
)
def test_names_and_groups(category: str, name: str, group: str) -> None:
    assert (categories.name(category), categories.group(category)) == (name, group)


def test_a_yaml_parser_reads_the_same() -> None:
    with categories._DATA.open(encoding="utf-8") as file:
        parsed = yaml.safe_load(file)
    assert tuple(parsed) == categories.GROUPS
    told = {category: (group, name) for group, names in parsed.items() for category, name in names.items()}
    assert told == {c: (categories.group(c), categories.name(c)) for c in categories.categories()}
    assert list(told) == list(categories.categories())


def test_the_taxonomy_is_whole() -> None:
    # 155 categories, and astro-ph and cond-mat as they were before they were divided.
    assert len(categories.categories()) == 155 + 2
    assert all(categories.name(category) for category in categories.categories())
