"""The terminal reader for folders of daily arXiv digests: what a person sees and does."""

__version__ = "0.1.0"
