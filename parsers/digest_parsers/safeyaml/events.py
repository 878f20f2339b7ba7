"""From PyYAML's parse events to the values of :mod:`digest_parsers.safeyaml`, without recursion.

Apart from that module because this one imports PyYAML, which most starts can do without.
"""

from pathlib import Path

import yaml

from digest_parsers.safeyaml import MAX_DEPTH, Items, Mapping, Value, YamlError

_NULLS = frozenset({"", "~", "null"})


def build(text: str, path: Path | str | None, first_line: int) -> Value:
    """The value of one YAML document; arguments and errors are those of ``read_yaml``.

    Raises:
        YamlError: The text is no YAML, or uses what is not allowed.
    """
    builder = _Builder(path, first_line)
    try:
        # BaseLoader is the pure-Python parser; only its events are used, not its constructor.
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line if mark is None else first_line + mark.line
        raise YamlError(_cause(error), path=path, line=line) from error
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        cause = f"character U+{_code(error.character):04X} is not allowed in YAML"
        raise YamlError(cause, path=path, line=line) from error
    return builder.result


def _cause(error: yaml.MarkedYAMLError) -> str:
    parts = [part for part in (error.context, error.problem) if part]
    return " ".join(", ".join(parts).split()) or "this is not YAML"


def _code(character: object) -> int:
    return ord(character) if isinstance(character, str) else int(str(character))


class _Builder:
    """Makes a value of parse events, on a stack of its own."""

    def __init__(self, path: Path | str | None, first_line: int) -> None:
        self.result: Value = ""
        self._path = path
        self._first_line = first_line
        self._stack: list[Items | Mapping] = []
        self._keys: list[str | None] = []  # the key that waits for its value, one for each of _stack
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        line = self._first_line + (0 if event.start_mark is None else event.start_mark.line)
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._error("a second YAML document begins here", line, "keep only one")
        elif isinstance(event, yaml.AliasEvent):
            raise self._error(f"the alias *{event.anchor} is not allowed", line, "write the value out")
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                raise self._error(f"the anchor &{event.anchor} is not allowed", line, "leave it out")
            self._take_node(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()
            self._keys.pop()

    def _take_node(self, event: yaml.NodeEvent, line: int) -> None:
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            raise self._error(f"the tag {tag} is not allowed", line, "leave it out")
        if isinstance(event, yaml.ScalarEvent):
            null = event.implicit[0] and event.value in _NULLS
            self._place("" if null else event.value, line)
            return
        if len(self._stack) == MAX_DEPTH:
            raise self._error(f"more than {MAX_DEPTH} levels inside each other", line, "write it flatter")
        opened: Items | Mapping = Mapping() if isinstance(event, yaml.MappingStartEvent) else Items()
        self._place(opened, line)
        self._stack.append(opened)
        self._keys.append(None)

    def _place(self, value: Value, line: int) -> None:
        if not self._stack:
            self.result = value
            return
        holder = self._stack[-1]
        if isinstance(holder, Items):
            holder.append(value)
            holder.lines.append(line)
        elif (key := self._keys[-1]) is not None:
            holder[key] = value
            self._keys[-1] = None
        else:
            self._keys[-1] = self._new_key(holder, value, line)

    def _new_key(self, holder: Mapping, key: Value, line: int) -> str:
        if not isinstance(key, str):
            raise self._error("a key must be plain text", line, "")
        if key == "<<":
            raise self._error("merge keys (<<) are not allowed", line, "write the values out")
        if key in holder:
            raise self._error(f"the key {key} stands here again", line, f"first on line {holder.lines[key]}")
        holder.lines[key] = line
        return key

    def _error(self, cause: str, line: int, cure: str) -> YamlError:
        return YamlError(cause, path=self._path, line=line, cure=cure)
