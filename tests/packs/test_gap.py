"""A phrase may leap over what it names."""

from pledgebook.analyse.morphology import morphology
from pledgebook.packs.lexicon import Hit, Lexicon


def _match(text: str) -> list[Hit]:
    words = morphology("en")
    lexicon = Lexicon(words)
    lexicon.add_group("en", "stances", {"oppose": {"phrases": ["call ~ mistake"]}})
    return lexicon.match([words.word(w) for w in text.split()])


def test_a_gap_takes_one_word_or_a_few() -> None:
    assert [(h.first, h.last) for h in _match("they call the new plan mistake today")] == [(1, 6)]
    assert [(h.first, h.last) for h in _match("they call it mistake")] == [(1, 4)]


def test_a_gap_is_neither_empty_nor_endless_nor_over_a_comma() -> None:
    assert not _match("they call mistake")
    assert not _match("they call a b c d e f g h mistake")
    assert not _match("they call it , mistake")
