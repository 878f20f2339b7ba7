"""What a search can ask, by examples: the help and the README are made from this."""

#: What to find, and what to write for it: several examples have two spaces between them.
SYNTAX: tuple[tuple[str, str], ...] = (
    ("words that all occur; a phrase", 'diffusion video  "flow matching"'),
    ("one of several; without a word; groups", "graph OR mesh  -survey  (a OR b) -c"),
    (
        "in one field, or in any section that the digests have",
        "title:diffusion  author:  abstract:  tldr:  method:  keyword:  comment:  id:",
    ),
    ("categories, all of a paper's or the primary one", "cat:cs.*  primary:cs.CL"),
    ("days", "day:2026-02  day:2026-02-13..2026-02-20  day:>2026-02-13  day:yesterday  day:7d"),
    ("scores", "score:>30  score:20..40"),
    (
        "what you did with it, what you wrote on its bookmark",
        "is:unread  is:read  is:skipped  is:bookmarked  tag:  folder:  note:",
    ),
    (
        "what its digest tells",
        "is:new  is:repeated  is:repaired  is:doubtful  has:code  has:abstract  has:note  source:",
    ),
    ("a regular expression, in a field or anywhere", "/diffus(ion|ive)/  title:/^on /"),
    ("simplified, traditional and full-width forms alike", "學習 variants:on"),
    ("in another order", "sort:score  sort:day  sort:title  sort:relevance"),
)
