"""The signs of TeX: what each command looks like in Unicode.

The commands are those that occur in titles and abstracts of arXiv (counted over 25,000 papers) and their kin
in Knuth's and amssymb's lists. Where Unicode has no sign, the plain letters stand.
"""

import unicodedata
from functools import lru_cache


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: A command and its sign.
SIGNS = _pairs("""
alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ
mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ
psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω times × pm ±
mp ∓ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet • div ÷ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ wedge ∧ vee ∨ land ∧
lor ∨ lnot ¬ neg ¬ cap ∩ cup ∪ sqcap ⊓ sqcup ⊔ uplus ⊎ setminus ∖ smallsetminus ∖ le ≤ leq ≤ leqslant ⩽ ge ≥
geq ≥ geqslant ⩾ ne ≠ neq ≠ ll ≪ gg ≫ lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ approx ≈ sim ∼ simeq ≃ cong
≅ equiv ≡ propto ∝ asymp ≍ doteq ≐ triangleq ≜ coloneqq ≔ prec ≺ succ ≻ preceq ⪯ succeq ⪰ perp ⊥ parallel ∥
mid ∣ nmid ∤ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ in ∈ notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇
subsetneq ⊊ supsetneq ⊋ sqsubseteq ⊑ sqsupseteq ⊒ bowtie ⋈ ltimes ⋉ rtimes ⋊ wr ≀ to → rightarrow → leftarrow
← gets ← leftrightarrow ↔ uparrow ↑ downarrow ↓ updownarrow ↕ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ mapsto
↦ longmapsto ⟼ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ hookrightarrow ↪ hookleftarrow ↩
rightharpoonup ⇀ rightleftharpoons ⇌ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ Uparrow ⇑ Downarrow ⇓ implies
⟹ impliedby ⟸ iff ⟺ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ nrightarrow ↛ nleftarrow ↚
twoheadrightarrow ↠ rightsquigarrow ⇝ leadsto ⇝ circlearrowright ↻ infty ∞ partial ∂ nabla ∇ forall ∀ exists
∃ nexists ∄ emptyset ∅ varnothing ∅ top ⊤ bot ⊥ angle ∠ prime ′ ell ℓ hbar ℏ imath ı jmath ȷ Re ℜ Im ℑ wp ℘
aleph ℵ beth ℶ complement ∁ degree ° dagger † ddagger ‡ S § P ¶ sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭
oint ∮ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigsqcup ⨆ biguplus ⨄ surd √ langle ⟨
rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lvert | rvert | vert | Vert ‖ lVert ‖ rVert ‖ lbrace { rbrace }
lbrack [ rbrack ] llbracket ⟦ rrbracket ⟧ backslash \\ ldots … dots … dotsc … dotsb … cdots ⋯ dotsm ⋯ vdots ⋮
ddots ⋱ square □ Box □ blacksquare ■ Diamond ◇ diamond ⋄ triangle △ triangleleft ◁ triangleright ▷
bigtriangleup △ blacktriangle ▲ bigstar ★ bigcirc ◯ checkmark ✓ cmark ✓ xmark ✗ clubsuit ♣ diamondsuit ♢
heartsuit ♡ spadesuit ♠ flat ♭ natural ♮ sharp ♯ colon : because ∵ therefore ∴ copyright © pounds £ euro €
yen ¥ ss ß ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ textrightarrow →
textleftarrow ← textuparrow ↑ textdownarrow ↓ textbackslash \\ textasciitilde ~ textasciicircum ^ textdegree
° textless < textgreater > textbar | textemdash — textendash – textellipsis … texttimes × textpm ± textmu µ
textregistered ® texttrademark ™ textcopyright © textquotesingle ' textbullet • textunderscore _ lt < gt >
bmod mod And & TeX TeX LaTeX LaTeX ie i.e. eg e.g.
""")

#: Mathematical signs that stand before something, not between two things.
_BEFORE = frozenset("∂∇∀∃∄¬√∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂⨆⨄∞⊤⊥∠∅∁")


def is_between(sign: str) -> bool:
    """Whether a sign relates or joins what stands on either side of it."""
    return unicodedata.category(sign[0]) == "Sm" and sign not in _BEFORE


#: Commands of one argument that change how it looks, which is left to the eye.
TRANSPARENT = _words(
    """text textrm textbf textit textsc textsf texttt textsl textup textmd textnormal emph underline
    uline uuline mathrm mathbf mathit mathsf mathtt mathnormal mathop mathbin mathrel mathord
    mathopen mathclose boldsymbol bm pmb mbox hbox fbox operatorname ensuremath smash mathsmaller
    enquote num acs ac acrshort acrlong gls Gls url nolinkurl path ref eqref MakeUppercase
    MakeLowercase textquote centering lowercase uppercase sout st hl tag underbrace overbrace
    protect"""
)

#: Commands that say nothing that can be shown, with the number of their arguments.
SILENT = {
    **dict.fromkeys(
        _words(
            """left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl
            Biggr bigm limits nolimits displaystyle textstyle scriptstyle scriptscriptstyle
            em it bf sc tt rm sf sl bfseries itshape scshape ttfamily rmfamily sffamily
            normalfont small tiny scriptsize footnotesize normalsize large Large LARGE huge
            Huge noindent newline item nonumber null relax centering par footnotemark xspace
            nobreak allowbreak linebreak break smallskip medskip bigskip"""
        ),
        0,
    ),
    **dict.fromkeys(_words("color label begin end vspace hspace kern hskip phantom hphantom vphantom"), 1),
    **dict.fromkeys(["rule"], 2),
}

#: Those of them whose argument is words even within mathematics.
OF_WORDS = _words(
    """text textrm textbf textit textsc textsf texttt textsl textup textmd textnormal emph mbox hbox
    fbox operatorname enquote url nolinkurl path ref eqref tag cite citep citet footnote href
    hyperlink"""
)

#: Commands of two arguments of which the second is shown.
SECOND_SHOWN = _words(
    "overset underset stackrel href textcolor hyperlink hyperref raisebox colorbox scalebox texorpdfstring"
)

#: Commands of one argument, and what stands around it.
AROUND = {
    "cite": ("[", "]"), "citep": ("[", "]"), "citet": ("[", "]"), "citealp": ("[", "]"),
    "citealt": ("[", "]"), "footnote": (" (", ")"), "pmod": (" (mod ", ")"),
}  # fmt: skip

FRACTIONS = _words("frac tfrac dfrac cfrac sfrac nicefrac")
BINOMIALS = _words("binom tbinom dbinom")
TWO_ARGUMENTS = FRACTIONS | BINOMIALS
SCRIPTS = {"textsuperscript": "^", "textsubscript": "_"}

#: Alphabets of their own, as Unicode calls them. Bold, italic and sans-serif letters are left plain:
#: few fonts of terminals have them.
ALPHABETS = {
    "mathbb": "DOUBLE-STRUCK",
    "Bbb": "DOUBLE-STRUCK",
    "mathds": "DOUBLE-STRUCK",
    "mathcal": "SCRIPT",
    "mathscr": "SCRIPT",
    "cal": "SCRIPT",
    "mathfrak": "FRAKTUR",
}

#: Accents by their commands of letters and of signs, as combining marks.
MARKS = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
    "overline": "\u0305", "vec": "\u20d7", "overrightarrow": "\u20d7", "dot": "\u0307", "ddot": "\u0308",
    "check": "\u030c", "breve": "\u0306", "acute": "\u0301", "grave": "\u0300", "mathring": "\u030a",
}  # fmt: skip
LETTER_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331",
}  # fmt: skip

#: What a backslash and a sign give. A space of any size becomes one, in mathematics and elsewhere.
ESCAPES = {one: one for one in "%&#_${}"} | {
    ",": " ", " ": " ", "-": "", "/": "", ";": " ", ":": " ", ">": " ", "!": "", "|": "‖",
}  # fmt: skip
#: Those of them that are so in mathematics only.
MATH_ESCAPES = frozenset(";:>!|")

SUPERSCRIPTS = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθφχ′″‴*∗⋆†‡°∘⊤,",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᵠᵡ′″‴*∗⋆†‡°°ᵀ,",
        strict=True,
    )
)
SUBSCRIPTS = dict(
    zip("0123456789+-−=()aehijklmnoprstuvxβγρφχ,", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ,", strict=True)
)


@lru_cache(maxsize=512)
def in_alphabet(letter: str, alphabet: str) -> str:
    """A letter or digit of an alphabet of :data:`ALPHABETS`; itself where the alphabet has none.

    Some were in Unicode before the others and have names without MATHEMATICAL.
    """
    if not (letter.isascii() and letter.isalnum()):
        return letter
    old = "BLACK-LETTER" if alphabet == "FRAKTUR" else alphabet
    if letter.isdigit():
        names = [f"MATHEMATICAL {alphabet} {unicodedata.name(letter)}"]
    else:
        case = "CAPITAL" if letter.isupper() else "SMALL"
        names = [f"{one} {case} {letter.upper()}" for one in (f"MATHEMATICAL {alphabet}", old)]
    for name in names:
        try:
            return unicodedata.lookup(name)
        except KeyError:
            continue
    return letter
