"""Requests that hold nothing of anybody, and look as if they did."""

from tests.data.detection.dev import values as v
from tests.data.detection.dev.wire import Request, noise

_PROSE = (
    "The new release makes long answers easier to read and saves battery on older phones.",
    "Choose a topic to begin. You can change it later in the settings of the app.",
    "Fold in the flour, let the dough rest, and bake it until the crust is golden brown.",
    "Prices include taxes. A refund takes five working days to reach you after approval.",
    "Quick Start: open a File, pick a Theme, and press Run. Read the Manual for more.",
    "Our planet turns once a day, and the moon pulls the sea along as it goes by.",
)


def config(r: Request) -> None:
    c = r.chance
    r.get(
        "cfg.app.example",
        "/v3/config",
        {"v": f"{c.randint(1, 9)}.{c.randint(0, 99)}", "h": v.hexes(c, 16)},
    )


def flags(r: Request) -> None:
    c = r.chance
    held = {
        f"flag_{v.signs(c, 6)}": {"on": True, "rule": v.uuid(c), "w": c.random()} for _ in range(12)
    }
    r.json("flags.example", "/eval", {"flags": held, **noise(c, 5)})


def image(r: Request) -> None:
    c = r.chance
    r.get(
        "img.cdn.example",
        f"/p/{v.hexes(c, 24)}/{c.randint(100, 999)}x{c.randint(100, 999)}.webp",
        {"s": v.signs(c, 20)},
    )


def timings(r: Request) -> None:
    c = r.chance
    rows = [
        {"n": f"s{n}", "t": 1764000000000 + c.randint(0, 10**9), "d": round(c.uniform(0, 9), 9)}
        for n in range(30)
    ]
    r.json("rum.example", "/b", {"rows": rows, "view": v.uuid(c)})


def events(r: Request) -> None:
    c = r.chance
    rows = [{"e": "scroll", "props": noise(c, 14), "id": v.digits(c, 19)} for _ in range(4)]
    r.json("collect.example", "/e", {"batch": rows})


def article(r: Request) -> None:
    c = r.chance
    r.json(
        "news.example",
        "/a",
        {"id": v.digits(c, 7), "text": " ".join(c.sample(_PROSE, 4)), "tags": ["Food", "Home"]},
    )


def chat_clean(r: Request) -> None:
    c = r.chance
    said = c.choice(_PROSE) + f" Why is step {c.randint(2, 90)} slow?"
    messages = [
        {"role": "user", "content": said},
        {"role": "assistant", "content": c.choice(_PROSE)},
    ]
    r.json(
        "api.vendor.example", "/api/ask", {"messages": messages, "temperature": 0.7, "top_p": 0.95}
    )


def code(r: Request) -> None:
    c = r.chance
    source = f"def area(r):\n    return 3.14159 * r ** 2\n\nprint(area({v.digits(c, 5)}))\n# Built {v.digits(c, 10)}"
    r.json(
        "api.vendor.example",
        "/v1/complete",
        {"prefix": source, "lang": "python", "etag": v.hexes(c, 32)},
    )


def orders(r: Request) -> None:
    c = r.chance
    rows = [
        {"order": f"{v.digits(c, 3)}-{v.digits(c, 7)}-{v.digits(c, 7)}", "ean": v.digits(c, 13)}
        for _ in range(8)
    ]
    r.json("shop.example", "/sync", {"orders": rows, "cursor": v.digits(c, 16)})


def versions(r: Request) -> None:
    c = r.chance
    held = {
        f"lib{n}": f"{c.randint(1, 30)}.{c.randint(0, 30)}.{c.randint(0, 60)}.{c.randint(0, 30)}"
        for n in range(12)
    }
    r.json(
        "upd.example",
        "/check",
        {"versions": held, "firmware version": "4.12.18.2", "build": v.digits(c, 10)},
    )


def layout(r: Request) -> None:
    c = r.chance
    rows = [
        {"x": round(c.uniform(0, 900), 4), "y": round(c.uniform(0, 900), 4), "z": n}
        for n in range(20)
    ]
    r.json("draw.example", "/l", {"points": rows, "scale": 1.25})


def binary(r: Request) -> None:
    c = r.chance
    r.post("up.example", "/blob", "application/octet-stream", c.randbytes(c.randint(300, 2000)))


def clean_form(r: Request) -> None:
    c = r.chance
    r.form(
        "collect.example", "/f", noise(c, 9) | {"sig": v.hexes(c, 40), "page": "Pricing Overview"}
    )


def settings_zh(r: Request) -> None:
    c = r.chance
    held = {
        "title": "隐私政策更新",
        "text": "我们仅在您同意后收集必要的信息，您可以随时撤回。",
        "id": v.digits(c, 11),
    }
    r.json("cfg.app.example", "/cn/notice", held | noise(c, 6))
