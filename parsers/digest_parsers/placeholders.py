"""What generators write where they failed to write a summary."""

#: In lower case.
PLACEHOLDERS = frozenset(
    {
        "summary generation failed",
        "motivation analysis unavailable",
        "method extraction failed",
        "result analysis unavailable",
        "conclusion extraction failed",
        "error: api quota exceeded",
    }
)
#: The length of the longest; most texts are longer and need no other look.
LONGEST = max(map(len, PLACEHOLDERS))


def is_placeholder(text: str) -> bool:
    """Whether a section's text says only that its generator failed to write it."""
    return len(text) <= LONGEST and text.strip().lower() in PLACEHOLDERS
