"""Links of digests: what is opened, what is not, and that what is shown is what would be opened."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_tui.links import KNOWN_HOSTS, judge


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://arxiv.org/abs/2602.10000v1", "https://arxiv.org/abs/2602.10000v1"),
        ("http://export.arxiv.org/pdf/2602.10000", "http://export.arxiv.org/pdf/2602.10000"),
        (" https://github.com/a/b ", "https://github.com/a/b"),
        ("HTTPS://GitHub.COM/A/B", "https://github.com/A/B"),
        ("https://doi.org/10.1000/182?x=1&y=%20#z", "https://doi.org/10.1000/182?x=1&y=%20#z"),
        ("https://huggingface.co/论文", "https://huggingface.co/%E8%AE%BA%E6%96%87"),
        ("https://arxiv.org", "https://arxiv.org"),
        ("https://arxiv.org./abs/1", "https://arxiv.org/abs/1"),
        ("https://arxiv.org:443/abs/1", "https://arxiv.org/abs/1"),
        ("https://arxiv.org?x", "https://arxiv.org?x"),
        ("https://arxiv.org/abs/`touch${IFS}x`", "https://arxiv.org/abs/%60touch$%7BIFS%7Dx%60"),
        ("https://arxiv.org/a@b:c", "https://arxiv.org/a@b:c"),
    ],
)
def test_what_papers_link_to_is_opened(url: str, plain: str) -> None:
    verdict = judge(url)
    assert (verdict.url, verdict.known, verdict.shown, verdict.reason) == (plain, True, plain, "")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "no http"),
        ("arxiv.org/abs/1", "no http"),
        ("//arxiv.org/abs/1", "no http"),
        ("javascript:alert(1)", "no http"),
        ("JavaScript://arxiv.org/%0aalert(1)", "encoded control"),
        ("file:///etc/passwd", "no http"),
        ("data:text/html,x", "no http"),
        ("ftp://arxiv.org/", "no http"),
        ("smb://evil.example/x", "no http"),
        ("vscode://file/x", "no http"),
        ("-flag", "no http"),
        ("--renderer-cmd-prefix=x", "no http"),
        ("https://arxiv.org@evil.example/", "user name"),
        ("https://arxiv.org:x@evil.example/", "user name"),
        ("https://arxiv.org\\@evil.example", "backslash"),
        ("https:\\\\arxiv.org", "backslash"),
        ("https://arxiv.org/abs/1%0d%0aX", "encoded control"),
        ("https://arxiv.org/abs/1%00", "encoded control"),
        ("https://arxiv.org/abs/1%7F", "encoded control"),
        ("https://arxiv.org/a b", "blanks"),
        ("https://arxiv.org/\n", "blanks"),
        ("https://arxiv.org/\x1b[31m", "control characters"),
        ("https://arxiv.org/\u202egpj", "control characters"),
        ("https://arxiv.org/\xa0", "blanks"),
        ("https://arxiv.org/\ud83d", "control characters"),
        ("https:///abs/1", "host"),
        ("https://", "host"),
        ("https://localhost/", "host"),
        ("https://127.0.0.1/", "host"),
        ("https://[::1]/", "host"),
        ("https://arxiv..org/", "host"),
        ("https://-arxiv.org/", "host"),
        ("https://arxiv.org:port/", "host"),
        ("https://arxiv.org:/", "host"),
        ("https://" + "a" * 64 + ".org/", "host"),
        ("https://arxiv.org/" + "a" * 3000, "too long"),
    ],
)
def test_what_is_never_opened(url: str, says: str) -> None:
    verdict = judge(url)
    assert (verdict.url, verdict.known) == (None, False)
    assert says in verdict.reason


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://evil.example/abs/1", "https://evil.example/abs/1"),
        ("https://arxiv.org.evil.example/abs/1", "https://arxiv.org.evil.example/abs/1"),
        ("https://notarxiv.org/", "https://notarxiv.org/"),
        ("https://\u0430rxiv.org/abs/1", "https://xn--rxiv-43d.org/abs/1"),
        ("https://arxiv.org:8080/", "https://arxiv.org:8080/"),
        ("https://arxiv.org:80/", "https://arxiv.org:80/"),
        ("https://someone.github.io/project/", "https://someone.github.io/project/"),
    ],
)
def test_unknown_hosts_are_shown_for_what_they_are(url: str, shown: str) -> None:
    verdict = judge(url)
    assert (verdict.url, verdict.known, verdict.shown) == (shown, False, shown)
    assert "not among the sites" in verdict.reason


_anything = st.text(st.characters(), max_size=40)
_hostile = st.builds(
    "{}://{}{}{}".format,
    st.sampled_from(["http", "https", "HTTPS", "file"]),
    st.sampled_from(["", "a@", "\u202e", "xn--"]),
    st.sampled_from(["arxiv.org", "arxiv.org.", "ａｒｘｉｖ.org", "evil.example", "arxiv。org"]),
    _anything,
)


@given(_anything | _hostile)
def test_what_may_be_opened_is_plain_and_shown_as_it_is(url: str) -> None:
    verdict = judge(url)
    assert bool(verdict.reason) == (not verdict.known)
    if verdict.url is not None:
        assert re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]+)?([/?#][!-~]*)?", verdict.url)
        assert verdict.shown == verdict.url
        assert judge(verdict.url) == verdict
    if verdict.known:
        assert verdict.url is not None
        host = re.split(r"[/?#]", verdict.url.partition("://")[2])[0]
        assert any(f".{host}".endswith(f".{known}") for known in KNOWN_HOSTS)
    assert verdict.shown.isprintable() or verdict.url is None
