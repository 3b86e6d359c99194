from dataclasses import replace

from auditor.cli.overheard import HEADS, MOST_ROWS, Heard
from auditor.evidence.exchange import Blob, Connection, Exchange, Placeholder, Sent
from tests.making import an_about


def an_exchange(host: str, visibility: str = "decrypted", *, sent: bool = True) -> Exchange:
    key = Placeholder("api-key", "sent", "header.authorization", "tag")
    return Exchange(
        id="x-1",
        plane="capture",
        subject="app",
        session="s-1",
        started="2026-11-23T18:00:00.000Z",
        ended="2026-11-23T18:00:01.000Z",
        connection=Connection("https", host, 443, visibility, address="8.8.8.8"),  # type: ignore[arg-type]
        sent=Sent("POST", Blob("b", 2)) if sent else None,
        placeholders=(key,) if sent else (),
    )


def test_the_table_counts_hosts_with_owner_country_and_what_was_seen() -> None:
    heard = Heard(an_about())
    for each in ("gator.volces.com", "gator.volces.com", "nobody.test"):
        heard.notice(an_exchange(each))
    heard.notice(an_exchange("gator.volces.com", "pinned", sent=False))
    table = heard.table()
    assert [column.header for column in table.columns] == list(HEADS)
    nobody, volces = list(zip(*(column.cells for column in table.columns), strict=True))
    assert [str(cell) for cell in volces] == [
        "gator.volces.com",
        "Volcano Engine (ByteDance)",
        "CN, address US",
        "2",
        "decrypted ×2, api-key ×2, pinned",
    ]
    assert [str(cell) for cell in nobody][1:4] == ["unknown", "?, address US", "1"]


def test_each_new_host_is_told_once() -> None:
    told: list[str] = []
    heard = Heard(an_about(), lambda row: told.append(row.where.host))
    for host in ("a.test", "b.test", "a.test"):
        heard.notice(an_exchange(host))
    assert told == ["a.test", "b.test"]


def test_a_planted_value_is_told_where_it_is_first_glimpsed() -> None:
    told: list[str] = []
    heard = Heard(an_about(), lambda row: told.append(f"{row.where.host}: {row.cells()[4]}"))
    for host, planted in (("a.test", ()), ("a.test", ("email",)), ("a.test", ("email",)),
                          ("b.test", ("prompt",))):  # fmt: skip
        heard.notice(an_exchange(host), planted)
    assert told == [
        "a.test: decrypted, api-key",
        "a.test: decrypted ×2, api-key ×2, planted email",
        "b.test: planted prompt, decrypted, api-key",
    ]


def test_what_a_client_did_with_wrong_certificates_is_told() -> None:
    told: list[str] = []
    heard = Heard(an_about(), lambda row: told.append(row.cells()[4]))
    for sent in (False, True):
        exchange = an_exchange("a.test", "decrypted" if sent else "opaque", sent=sent)
        wrong = replace(exchange.connection, wrong_certificate="expired")
        heard.notice(replace(exchange, connection=wrong, placeholders=()))
    assert told == [
        "refused a certificate that was expired, opaque",
        "refused a certificate that was expired, opaque, took a certificate that was expired, "
        "decrypted",
    ]


def test_a_hostile_host_neither_fills_nor_colours_the_screen() -> None:
    heard = Heard(an_about())
    for number in range(MOST_ROWS + 5):
        heard.notice(an_exchange(f"h{number}.test"))
    heard.notice(replace(an_exchange("[red]\x1b[31mx"), placeholders=()))
    table = heard.table()
    assert table.row_count == MOST_ROWS
    assert table.caption == "and 6 hosts more"
    *_, last = table.columns[0].cells
    assert str(last) == "[red]·[31mx"
