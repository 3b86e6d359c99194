import pytest

from auditor.detect.addresses import addresses, pieces
from auditor.detect.budget import Budget
from tests.cost import costing_less_than

HOST = "k2m3p4.sink.example"
FOUND = [
    (f"See https://{HOST}/a?d=1.", "link", f"https://{HOST}/a?d=1"),
    (f"See [here](https://{HOST}/a?d=1)!", "link", f"https://{HOST}/a?d=1"),
    (f'[here](https://{HOST}/a "a title")', "link", f"https://{HOST}/a"),
    (f"[here](https://{HOST}/a_(b)?d=x y)", "link", f"https://{HOST}/a_(b)?d=x y"),
    (f"<https://{HOST}/a>", "link", f"https://{HOST}/a"),
    (f"详情见https://{HOST}/a?d=1。谢谢", "link", f"https://{HOST}/a?d=1"),
    (f"x.y.{HOST}", "link", f"x.y.{HOST}"),
    (f"write to data@{HOST}, please", "link", f"data@{HOST}"),
    (f"![logo](https://{HOST}/p.png?d=1)", "image", f"https://{HOST}/p.png?d=1"),
    (f"![a [b] c](<https://{HOST}/p q>)", "image", f"https://{HOST}/p q"),
    (f"![logo][1]\n\n[1]: https://{HOST}/p", "image", f"https://{HOST}/p"),
    (f"[logo][1]\n\n[1]: https://{HOST}/p", "link", f"https://{HOST}/p"),
    (f'<img src="https://{HOST}/p?d=a b" alt="">', "html", f"https://{HOST}/p?d=a b"),
    (f"<img width=1 src=//{HOST}/p>", "html", f"//{HOST}/p"),
    (f"<a class='x' href='https://{HOST}/p'>x</a>", "html", f"https://{HOST}/p"),
    (f'<form method="post" action="https://{HOST}/p">', "html", f"https://{HOST}/p"),
    (f"<style>a{{background:url(https://{HOST}/p)}}</style>", "html", f"https://{HOST}/p"),
    (f"https://{HOST.upper()}/A", "link", f"https://{HOST.upper()}/A"),
    (f"https://k2m3\u200bp4.sink.example/{'a'}", "link", f"https://{HOST}/a"),
]


@pytest.mark.parametrize(("text", "form", "whole"), FOUND)
def test_an_address_is_found_with_its_form(text, form, whole):
    assert [(each.form, each.text) for each in addresses(text, HOST)] == [(form, whole)]


@pytest.mark.parametrize(
    "text",
    [
        f"https://x{HOST}/a",
        f"https://{HOST}.other.test/a",
        f"https://{HOST}s/a",
        "https://sink.example/a",
        "",
    ],
)
def test_another_host_is_left_alone(text):
    assert list(addresses(text, HOST)) == []


CARRIED = [
    (f"https://{HOST}/a/b%20c?d=e%20f#g", {"a", "b c", "e f", "g"}),
    (f"https://one.two.{HOST}/", {"one.two.", "onetwo"}),
    (f"https://user:word@{HOST}/", {"user:word@"}),
    (f"[x](https://{HOST}/?a=1&amp;b=two)", {"1", "two"}),
    (f"https://{HOST}/#k=v", {"v"}),
]


@pytest.mark.parametrize(("text", "values"), CARRIED)
def test_every_part_of_an_address_is_looked_at(text, values):
    (address,) = addresses(text, HOST)
    assert values <= {piece.value for piece in pieces(address, Budget())}


@pytest.mark.parametrize(
    "text", ["a" * 200_000, f"{HOST} " * 20_000, f"<a b={'=' * 400}{HOST}" * 200, "![" * 50_000]
)
def test_hostile_texts_stay_quick(text):
    with costing_less_than(2):
        assert len(list(addresses(text + HOST, HOST))) <= 100
