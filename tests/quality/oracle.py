"""The scorer that lies beside some checkouts, and its numbers in our form."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from pledgebook.quality.fit import MODES
from pledgebook.quality.gold import Expected, Found
from pledgebook.quality.score import Score

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "gold"
SCORER = ROOT.parent / "shared" / "score_claims.py"


def scorer() -> Any:
    """The other scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_claims", SCORER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def their_numbers(texts: tuple[Expected, ...], found: dict[str, Found]) -> dict[str, Any]:
    """What the other scorer says, flat."""
    golds = {t.file: {"document": t.document, "claims": t.claims} for t in texts}
    preds = {name: {"document": f.document, "claims": f.claims} for name, f in found.items()}
    result = scorer().evaluate(golds, preds, {t.file: t.text for t in texts}, ("kind", "language"))
    docs, out = result["documents"], {}
    for group, modes in result["groups"].items():
        for mode in MODES:
            counts = modes[mode]
            for label in ("hit", "miss", "right", "optional", "wrong", "dup"):
                out[f"{group.split('=')[-1]} {mode} {label}"] = counts.get(label, 0)
            out |= {f"{group.split('=')[-1]} {mode} {k}": counts[k] for k in ("P", "R", "F1")}
    out |= {f"slot {name}": v["accuracy"] for name, v in result["slots"].items()}
    out |= {f"text {k}": v for k, v in docs["main_text"].items()}
    out |= {
        "language": docs["language"],
        "days": docs["published_median_days"],
        "open": docs["published_open"],
    }
    out |= {"contains": docs["published_contains"], "meets": docs["published_meets"]}
    out |= {"exact": result["evidence"]["exact"], **result["calibration"], "errors": len(result["errors"])}
    return out


def our_numbers(score: Score) -> dict[str, Any]:
    """The same of ours."""
    docs, out = score.documents, {}
    for group, modes in score.groups.items():
        if "/" in group:
            continue
        for mode, tally in modes.items():
            for label in ("hit", "miss", "right", "optional", "wrong", "dup"):
                out[f"{group} {mode} {label}"] = getattr(tally, label)
            rates = tally.rates
            out |= {
                f"{group} {mode} P": rates.precision,
                f"{group} {mode} R": rates.recall,
                f"{group} {mode} F1": rates.f1,
            }
    out |= {f"slot {name}": right / judged for name, (right, judged) in score.slots.items()}
    text = docs.main_text
    out |= {"text P": text.precision, "text R": text.recall, "text F1": text.f1}
    out |= {"language": docs.language, "days": docs.days, "open": docs.open}
    out |= {"contains": docs.contains, "meets": docs.meets}
    c = score.calibration
    return out | {"exact": score.exact, "n": c.n, "brier": c.brier, "ece": c.ece, "errors": len(score.errors)}
