"""Where the program's files lie: the platform's places, whatever the environment says."""

import sys
from pathlib import Path

import pytest

from digest_tui import paths

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the XDG rules are those of Linux")

KINDS = {
    "data": (paths.data_dir, "XDG_DATA_HOME", ".local/share"),
    "config": (paths.config_dir, "XDG_CONFIG_HOME", ".config"),
    "cache": (paths.cache_dir, "XDG_CACHE_HOME", ".cache"),
    "state": (paths.state_dir, "XDG_STATE_HOME", ".local/state"),
}


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for _, variable, _ in KINDS.values():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.mark.parametrize("kind", KINDS)
def test_the_default_lies_below_home(kind: str, tmp_path: Path) -> None:
    look_up, _, default = KINDS[kind]
    assert look_up() == tmp_path / default / "digest-tui"


@pytest.mark.parametrize("kind", KINDS)
def test_an_absolute_variable_counts(kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    look_up, variable, _ = KINDS[kind]
    monkeypatch.setenv(variable, str(tmp_path / "x"))
    assert look_up() == tmp_path / "x" / "digest-tui"


@pytest.mark.parametrize("value", ["relative/x", ".", "~/x", ""])
@pytest.mark.parametrize("kind", KINDS)
def test_a_relative_variable_is_ignored(
    kind: str, value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    look_up, variable, default = KINDS[kind]
    monkeypatch.setenv(variable, value)
    assert look_up() == tmp_path / default / "digest-tui"


@pytest.mark.parametrize("home", [None, "", "relative", "/nonexistent/home"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_home_never_raises_and_stays_absolute(
    kind: str, home: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if home is None:
        monkeypatch.delenv("HOME")
    else:
        monkeypatch.setenv("HOME", home)
    assert KINDS[kind][0]().is_absolute()


def test_a_user_without_any_home(monkeypatch: pytest.MonkeyPatch) -> None:
    import pwd

    def unlisted(uid: int) -> None:
        raise KeyError(uid)

    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", unlisted)
    assert paths.home_dir() == paths.NO_HOME
    assert paths.data_dir().is_relative_to(paths.NO_HOME)


def test_looking_up_makes_no_folder(tmp_path: Path) -> None:
    for look_up in (*[kind[0] for kind in KINDS.values()], paths.settings_file, paths.state_db):
        assert not look_up().exists()
    assert paths.bookmarks_dir().parent == paths.data_dir()
    assert list(tmp_path.iterdir()) == []


def test_the_settings_name_the_bookmarks_folder(tmp_path: Path) -> None:
    assert paths.bookmarks_dir(tmp_path / "vault") == tmp_path / "vault"
    assert paths.bookmarks_dir() == paths.data_dir() / "bookmarks"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("~", "{home}"),
        ("~/digests", "{home}/digests"),
        ("digests", "/base/digests"),
        ("/abs", "/abs"),
        ("~nobody-of-this-name/x", "/base/~nobody-of-this-name/x"),
    ],
)
def test_paths_are_expanded_as_people_write_them(text: str, expected: str, tmp_path: Path) -> None:
    assert paths.expand(text, Path("/base")) == Path(expected.format(home=tmp_path))
