"""The test half: seeded texts and HTTP flows with labels. Run this file to check both."""

import hashlib
import json
import re
import sys
from collections import Counter
from random import Random

import checks_test as checks
import ids_test as ids
from flows_test import flows
from reveal_test import holds, layers_of
from texts_test import texts
from values_test import make_person, make_person_zh

__all__ = ["KINDS", "flows", "texts"]

KINDS = (
    "person email phone location date-of-birth payment-card iban bank-account national-id passport "
    "driver-licence ip-address mac-address device-id geo-coordinates account-id health-term secret"
).split()
DIGIT_RUN = re.compile(r"\b\d(?:[ -]?\d){12,18}\b")
UNCHECKED_IDS = (re.compile(r"[A-Z]{2}( ?\d\d){3} ?[A-D]"), re.compile(r"[A-Z]{3}P[A-Z]\d{4}[A-Z]"))


def national_id_ok(value: str) -> bool:
    """True when the value passes the check of at least one country, or has a shape with no check digit."""
    for check in ids.ID_CHECKS.values():
        try:
            if check(value):
                return True
        except (ValueError, IndexError, KeyError):
            continue
    return any(shape.fullmatch(value) for shape in UNCHECKED_IDS)


def value_ok(kind: str, value: str) -> bool:
    if kind == "payment-card":
        return checks.luhn_ok(value)
    if kind == "iban":
        return checks.iban_ok(value)
    if kind == "national-id":
        return national_id_ok(value)
    if kind == "device-id" and re.fullmatch(r"\d{15}", value):
        return checks.luhn_ok(value)
    return kind in KINDS and value == value.strip() != ""


def check_generators(rounds: int = 300) -> None:
    rng = Random(0)
    for _ in range(rounds):
        for slot, check in ids.ID_CHECKS.items():
            person = make_person_zh(rng) if slot in ("prcid", "twid", "hkid") else make_person(rng)
            value = ids.ID_SLOTS[slot](rng, person)
            assert check(value), (slot, value)


def check_text(item: dict) -> None:
    end = 0
    for span in item["spans"]:
        assert end <= span["start"] < span["end"] <= len(item["text"]), item
        end = span["end"]
        value = item["text"][span["start"] : end]
        assert value_ok(span["kind"], value), (item["id"], span["kind"], value)
    if not item["spans"]:
        for run in DIGIT_RUN.findall(item["text"]):
            assert run.startswith("978") or not checks.luhn_ok(run), (item["id"], run)
    assert "<<" not in item["text"] and "[[" not in item["text"], item
    assert "plain" in item["template"] or item["spans"], item


def check_flow(item: dict) -> None:
    layers = layers_of(item) if item["labels"] else set()
    for label in item["labels"]:
        assert value_ok(label["kind"], label["value"]), (item["id"], label)
        assert holds(item, label, layers), (item["id"], label)
    assert ("plain" in item["template"]) == (not item["labels"]), item["id"]


def digest(items: list[dict]) -> str:
    return hashlib.sha256(json.dumps(items, ensure_ascii=False).encode()).hexdigest()


def report(title: str, items: list[dict], key: str) -> None:
    kinds = Counter(part["kind"] for item in items for part in item[key])
    bare = sum(not item[key] for item in items)
    print(
        f"{title}: {len(items)} items, {len({item['template'] for item in items})} templates, "
        f"{bare} negatives ({bare / len(items):.1%}), sha256 {digest(items)[:16]}"
    )
    for kind in KINDS:
        print(f"  {kind:16} {kinds[kind]}")
    assert bare * 3 >= len(items) and all(kinds[kind] for kind in KINDS)


def report_languages(items: list[dict]) -> None:
    for language in ("en", "zh"):
        mine = [item for item in items if item["language"] == language]
        bare = sum(not item["spans"] for item in mine)
        templates = len({item["template"] for item in mine})
        print(f"  language {language}: {len(mine)} items, {templates} templates, {bare} negatives")
    print("  styles:", dict(Counter(item["style"] for item in items)))


def main(seed: int) -> None:
    all_texts, all_flows = list(texts(seed)), list(flows(seed))
    check_generators()
    for item in all_texts:
        check_text(item)
    for item in all_flows:
        check_flow(item)
    assert len({item["id"] for item in all_texts + all_flows}) == len(all_texts) + len(all_flows)
    assert digest(all_texts) == digest(list(texts(seed))) and digest(all_flows) == digest(
        list(flows(seed))
    )
    report(f"texts (seed {seed})", all_texts, "spans")
    report_languages(all_texts)
    report(f"flows (seed {seed})", all_flows, "labels")
    print("all checks passed")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2027)
