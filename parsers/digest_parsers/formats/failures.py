"""What generators of no known format write where they failed: it is told, as for those that are known."""

import re
from collections.abc import Iterator

from digest_parsers.formats.profiles.draft import failed_sections
from digest_parsers.model import Diagnostic, Entry

#: As long is what says that something failed, with the message of what made it fail.
_LONGEST = 400
_FAILED = re.compile(
    r"(?:[^\n。，,]{0,12}(?:生成|翻译|翻譯|解析|分析|提取|总结)失[败敗]"
    r"|无法(?:读取|获取|生成)(?:论文|摘要|总结|翻译)"
    r"|(?:failed|unable) to (?:generate|summari[sz]e|translate|analy[sz]e|extract)\b"
    r"|(?:summary|translation|analysis|abstract)(?: generation)? (?:failed|unavailable|error)\b"
    r"|error(?: code)?: |[^\n。]{0,12}(?:生成|翻訳|要約)(?:に|の取得に)?失敗"
    r"|(?:요약|번역)\s?(?:생성)?(?:에|을|이)?\s?실패)",
    re.IGNORECASE,
)


class _Brief:
    """Matches texts of one line that begin with saying that something failed."""

    def match(self, text: str) -> object:
        """Something for such a text, else None."""
        return None if len(text) > _LONGEST or "\n" in text else _FAILED.match(text)


def failures(entry: Entry, path: str) -> Iterator[Diagnostic]:
    """Tells which sections of a paper say only that they could not be written."""
    yield from failed_sections(entry, (_Brief(),), path)
