"""Tables of dates and numbers: what counts as read, what a wrong row says, and what the gate holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from pledgebook.errors import PledgebookError
from pledgebook.quality.expressions import (
    Tally,
    expressions_table,
    is_same,
    measure,
    measure_all,
    read_numbers,
    read_times,
)

TIMES = "language\tpublished\tsentence\tlead\tspan\tfirst\tlast\n"
NUMBERS = "language\tsentence\tlead\tspan\tvalue\tbound\tunit\n"
MET = "en\t2025-07-09\tThey met on 8 July and meet in 2026.\t"


def test_a_date_needs_its_span_and_its_days(tmp_path: Path) -> None:
    found = measure(_written(tmp_path, TIMES + MET + "on\t8 July\t2025-07-08\t2025-07-08\n"), read_times)
    assert found.languages == {"en": Tally(gold=1, read=2, placed=1, right=1)}
    assert (found.languages["en"].recall, found.languages["en"].precision) == (1.0, 0.5)
    assert len(found.errors) == 1
    assert found.errors[0].startswith("wrong en '2026'")


def test_wrong_days_are_missed_and_wrong(tmp_path: Path) -> None:
    found = measure(_written(tmp_path, TIMES + MET + "\t8 July\t2025-07-07\t2025-07-07\n"), read_times)
    assert found.languages == {"en": Tally(gold=1, read=2, placed=1, right=0)}
    assert [line.split()[0] for line in found.errors] == ["missed", "wrong", "wrong"]


def test_lengths_of_time_tell_no_days(tmp_path: Path) -> None:
    row = "en\t2025-07-09\tIt lasted four months.\t\t\t\t\n"
    assert measure(_written(tmp_path, TIMES + row), read_times).languages == {"en": Tally()}


def test_numbers_with_bound_and_currency(tmp_path: Path) -> None:
    rows = "en\tOslo gave more than €2bn and 40 to 50 guns.\tmore than\t€2bn\t2e9\tmore_than\tEUR\n"
    rows += "en\tOslo gave more than €2bn and 40 to 50 guns.\t\t40 to 50\t40 50\trange\t\n"
    assert measure(_written(tmp_path, NUMBERS + rows), read_numbers).languages == {"en": Tally(2, 2, 2, 2)}


def test_numbers_may_be_rounded_but_not_codes() -> None:
    assert is_same(("0.6667", "exactly", "share"), ("0.666666666666667", "exactly", "share"))
    assert not is_same(("2", "exactly", "EUR"), ("2", "exactly", "USD"))
    assert not is_same(("2", "exactly", ""), ("2 3", "exactly", ""))


def test_a_row_whose_words_are_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(PledgebookError, match=r"found no '9 July' .* expected .* mend the row"):
        measure(_written(tmp_path, TIMES + MET + "\t9 July\t\t\n"), read_times)


def test_the_table_and_its_floors(tmp_path: Path) -> None:
    folder = tmp_path / "times"
    folder.mkdir()
    (folder / "unseen.tsv").write_text(TIMES + MET + "on\t8 July\t2025-07-08\t2025-07-08\n", encoding="utf-8")
    found = measure_all(tmp_path)
    assert [one.name for one in found] == ["times/unseen"]
    assert found[0].figures["precision en"].value == pytest.approx(0.5)
    assert expressions_table(found).rows == (("times/unseen: en", "1", "2", "1", "1", "0.500", "1.000"),)


def _written(folder: Path, text: str) -> Path:
    path = folder / "tuned.tsv"
    path.write_text(text, encoding="utf-8")
    return path
