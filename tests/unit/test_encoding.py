"""Which encoding bytes are in, and what is said of bytes that are none."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.encoding import decode
from digest_parsers.errors import EncodingError
from digest_parsers.model import LOST

TEXT = "# 论文日报 | 2026-01-05\n\n## [1. A paper about rivers](https://example.org)\n**作者**：某人\n这是一篇虚构的论文。\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32-be"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (TEXT.replace("\n", "\r").encode(), "utf-8"),
        (TEXT.replace("\n", "\r\n").encode("utf-16"), "utf-16-le"),
    ],
)
def test_each_encoding_gives_the_text(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.notes) == (TEXT, encoding, ())


def test_a_stray_carriage_return_does_not_tear_a_line() -> None:
    assert decode(b"one\rstill one\r\ntwo\n").text == "one\rstill one\ntwo\n"


@pytest.mark.parametrize(
    ("data", "text", "count", "line"),
    [
        (TEXT.encode().replace("论".encode(), b"\xe8\xae"), TEXT.replace("论", LOST), 2, 1),
        (b"caf\xe9\nna\xefve\n", f"caf{LOST}\nna{LOST}ve\n", 2, 1),
        (b"one\ntwo\nthr\xffee\n", f"one\ntwo\nthr{LOST}ee\n", 1, 3),
        (f"has {LOST}\n".encode() + b"and \xff\n", f"has {LOST}\nand {LOST}\n", 1, 2),
    ],
)
def test_broken_bytes_are_counted(data: bytes, text: str, count: int, line: int) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, "utf-8")
    (note,) = decoded.notes
    assert (note.code, note.line) == ("invalid-bytes", line)
    assert note.message.startswith(f"{count} ")


@pytest.mark.parametrize(
    "data",
    [
        b"\0" * 4096,
        bytes(range(256)) * 16,
        b"\x89PNG\r\n\x1a\n" + bytes(range(7, 256, 5)) * 40,
        bytes(range(128, 256)) * 20,
    ],
    ids=["zeros", "all bytes", "like an image", "high bytes"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(EncodingError):
        decode(data)


def test_a_few_control_characters_do_not_make_a_text_binary() -> None:
    data = (TEXT + "an \x1b]0;escape\x07 and a \x00 in it\n").encode()
    assert decode(data).text.endswith("\x00 in it\n")


def test_lines_in_another_encoding_are_read_and_told() -> None:
    data = (
        "# 日报\n".encode()
        + "纸船会漂浮，纸帽不会。\n".encode("gb18030")
        + "论文三\n".encode()
        + b"A\xc3\xa9\n"
    )
    found = decode(data)
    assert (found.text, found.encoding) == ("# 日报\n纸船会漂浮，纸帽不会。\n论文三\nAé\n", "utf-8")
    assert [(note.code, note.line) for note in found.notes] == [("mixed-encodings", 2)]


@pytest.mark.parametrize(
    "line", ["论文日报的一行\n".encode()[:-3], "纸船 café".encode("latin-1", "ignore") + b"\xe9"]
)
def test_a_broken_line_is_not_taken_for_another_encoding(line: bytes) -> None:
    found = decode("# 日报，纸船会漂浮\n".encode() * 4 + line)
    assert [note.code for note in found.notes] == ["invalid-bytes"]


def test_accented_latin_text_is_not_taken_for_chinese() -> None:
    decoded = decode("une étude très générale sur l'été, où règne la forêt\n".encode("latin-1") * 5)
    assert decoded.encoding == "utf-8"
    assert decoded.notes


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_an_error(data: bytes) -> None:
    try:
        decoded = decode(data)
    except EncodingError:
        return
    assert "\r\n" not in decoded.text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_utf8_is_read_as_it_is(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded.text == text.removeprefix("\ufeff")
    assert decoded.notes == ()
