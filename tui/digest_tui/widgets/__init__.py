"""The panes and bars of the screen. They ask by messages and never do."""
