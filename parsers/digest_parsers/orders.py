"""The names of the orders in which papers can be listed; :mod:`digest_parsers.ordering` makes them."""

from enum import StrEnum


class Order(StrEnum):
    """In which order papers are listed; equal ones stay as they stand in their files, newest day first."""

    FILE = "file"
    DAY = "day"
    SCORE = "score"
    TITLE = "title"
    CATEGORY = "category"
    UNREAD = "unread"
    RELEVANCE = "relevance"
