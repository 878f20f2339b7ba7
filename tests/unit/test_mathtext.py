"""TeX as it is read: what becomes what, what stays, and where each character comes from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_tui.mathtext import readable

#: What a text of TeX is made of, whole and torn.
_BITS = (
    "$", "$$", "\\(", "\\)", "\\[", "\\]", "{", "}", "^", "_", "'", "~", "&", "-", "`", " ", "\n", "a", "7",
    "论", "\\", "\\\\", "\\frac", "\\sqrt", "\\sqrt[3]", "\\mathbb", "\\textbf{", "\\text", "\\left",
    "\\right.", "\\hat", "\\not", "\\in", "\\binom", "\\href{", "\\color{",
    "\\'", '\\"', "\\c{c}", "\\unknown", "\\%", "\u0301",
)  # fmt: skip
TEX = st.lists(st.one_of(st.sampled_from(_BITS), st.text(max_size=3)), max_size=40).map("".join)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"$\mathcal L_{KM}$", "ℒ_KM"),
        (r"$\mathcal{L}_{\max}$", "ℒₘₐₓ"),
        (r"$60{,}000$ papers", "60,000 papers"),
        (r"\textbf{Bold} and \emph{so on}", "Bold and so on"),
        (r"the \textbf{$x_1$ model}", "the x₁ model"),
        (r"\href{https://example.org}{our code}", "our code"),
        (r"$x^{n+1}_{i,j}$, $2^{1/3}$, $A^\top$, $30^\circ$", "xⁿ⁺¹ᵢ,ⱼ, 2^(1/3), Aᵀ, 30°"),
        (r"$\frac{1}{2}$ of $\frac{a+b}{\sqrt{2n}}$", "1/2 of (a+b)/(√(2n))"),
        (r"$\sqrt[3]{x+1}$, $\binom{n}{k}$", "∛(x+1), (n choose k)"),
        (r"$\tilde{O}(n)$, $\hat{y}$, $\overline{ab}$", "Õ(n), ŷ, a\u0305b\u0305"),
        (r"$k\in\mathbb{N}$ but $k \not\in\mathfrak{C}$", "k ∈ ℕ but k ∉ ℭ"),
        (r"$\log\log n$ and $\max_i x_i$", "log log n and maxᵢ xᵢ"),
        (r"$\left(3-\frac{2}{k}\right)$, $f''$", "(3−2/k), f″"),
        (r"$a \equiv b \pmod{n}$", "a ≡ b (mod n)"),
        (r"\(\alpha\) and \[\beta\]", "α and β"),
        (r"$x$$y$ and $$z^2$$", "xy and z²"),
        (r"4$\times$4 in $\sim$15 minutes, up 12\%", "4×4 in ∼15 minutes, up 12%"),
        (r"$12.6\%$ at $640 \times 480$", "12.6% at 640 × 480"),
        (r"it costs \$5, 14\,FPS", "it costs $5, 14 FPS"),
        (r"St\"utz, Gar\c{c}on, {\v S}koda, Ren\'{e}, \'{\i}", "Stütz, Garçon, Škoda, René, í"),
        (r"{\sc Small-Caps}~\cite{key}", "Small-Caps [key]"),
        (r"$\F_q$ by the author", "F_q by the author"),
        (r"$\text{a - b}$", "a - b"),
    ],
)
def test_tex_is_shown_as_it_is_read(written: str, shown: str) -> None:
    assert readable(written).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "from $5 to $10",
        "$500-$780 USD, $99-600 a month, $5/$10",
        "US$28.31 to US$40.88",
        "cost ($20/month) or ($30",
        "需约$1.5M，复用仅$0.03M",
        "$HOME and $PATH, $HOME/$USER",
        "`$x$ \\textbf{a}` stays",
        r"C:\users\new and \d+\s",
        r"\ourmethod{} beats \baseline",
        r"a_b^c, {json: 1}, ~3 and 2~5",
        "two paragraphs $a\n\nb$",
        "an open $ and a brace {",
        r"\textbf without braces, \frac{1}",
    ],
)
def test_money_code_and_names_stay(text: str) -> None:
    assert readable(text).text == text


@given(TEX)
def test_nothing_is_raised_and_every_character_has_its_origin(text: str) -> None:
    shown = readable(text)
    assert len(shown.text) == len(shown.origins)
    assert list(shown.origins) == sorted(shown.origins)
    assert all(0 <= origin < len(text) for origin in shown.origins)


@given(st.text(alphabet=st.characters(exclude_characters="\\${}~^_`")))
def test_a_text_without_tex_is_left_as_it_is(text: str) -> None:
    shown = readable(text)
    assert shown.text == text
    assert list(shown.origins) == list(range(len(text)))


def test_nothing_but_digits_and_words_gets_lost() -> None:
    written = r"\textit{one} $\mathrm{two} + 3$ \footnote{four} \href{x}{five} $\sqrt{six}$ $\text{seven}$"
    assert readable(written).text == "one two + 3 (four) five √(six) seven"


@pytest.mark.parametrize(
    ("text", "wanted", "shown"),
    [
        (r"the $\mathcal{L}$ of it", "of it", "of it"),
        (r"the $\mathcal{L}$ of it", "mathcal", "ℒ"),
        (r"\textbf{Bold} text", "Bold", "Bold"),
        (r"\textbf{Bold} text", "Bold} text", "Bold text"),
        (r"$x^{2}$", "2", "²"),
    ],
)
def test_a_match_is_marked_where_it_is_shown(text: str, wanted: str, shown: str) -> None:
    start = text.index(wanted)
    one = readable(text)
    ((first, last, role),) = one.moved([(start, start + len(wanted), "match")])
    assert one.text[first:last] == shown
    assert role == "match"


def test_deep_nesting_is_given_up_and_not_refused() -> None:
    deep = "$" + r"\frac{" * 5000 + "}{2}" * 5000 + "$"
    assert "/" in readable(deep).text
    assert readable("$" + "{" * 5000 + "x" + "}" * 5000 + "$").text.strip("{}") == "x"
