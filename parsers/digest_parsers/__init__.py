"""Reading of daily arXiv digests: from bytes on disk to an in-memory model."""
