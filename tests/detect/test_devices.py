import pytest

from tests.detect.shaped import matched

MATCHED = [
    ("ip-address", "from 198.51.100.77", "198.51.100.77", "likely"),
    ("ip-address", "from 2001:db8::8a2e:370:7334", "2001:db8::8a2e:370:7334", "likely"),
    ("ip-address", "remote addr: 45.20.9.5", "45.20.9.5", "likely"),
    (
        "device-id",
        "ifa: 5be165eb-eeb4-4791-b20f-efd693c53419",
        "5be165eb-eeb4-4791-b20f-efd693c53419",
        "likely",
    ),
    ("mac-address", "wifi 3c:22:fb:9a:01:7e", "3c:22:fb:9a:01:7e", "likely"),
    (
        "device-id",
        "idfa: 5be165eb-eeb4-4791-b20f-efd693c53419",
        "5be165eb-eeb4-4791-b20f-efd693c53419",
        "likely",
    ),
    ("device-id", "android_id: 9774d56d682e549c", "9774d56d682e549c", "likely"),
    ("device-id", "imei: 490154203237518", "490154203237518", "certain"),
    ("geo-coordinates", "latitude: 52.52000", "52.52000", "likely"),
    ("geo-coordinates", "at 52.5200, 13.4050", "52.5200, 13.4050", "possible"),
    ("geo-coordinates", "坐标 39.9042,116.4074", "39.9042,116.4074", "likely"),
]
SILENT = [
    ("ip-address", "Chrome/120.0.0.0"),
    ("ip-address", "version: 98.51.100.77"),
    ("ip-address", "127.0.0.1"),
    ("ip-address", "1.2.3.4"),
    ("ip-address", "300.1.1.1"),
    ("ip-address", "host 192.168.0.12"),
    ("ip-address", "host fe80::1ff:fe23:4567:890a"),
    ("ip-address", "lib 16.22.28.14"),
    ("geo-coordinates", "took 3.14159, 2.71828"),
    ("geo-coordinates", "read 21.437, 22.018"),
    ("ip-address", "12:30:11"),
    ("mac-address", "02:00:00:00:00:00"),
    ("mac-address", "00:00:00:00:00:00"),
    ("device-id", "request: 5be165eb-eeb4-4791-b20f-efd693c53419"),
    ("device-id", "idfa: 00000000-0000-0000-0000-000000000000"),
    ("device-id", "imei: 490154203237519"),
    ("device-id", "order: 490154203237518"),
    ("geo-coordinates", "price 52.5200"),
    ("geo-coordinates", "lat: 0.000"),
    ("geo-coordinates", "at 252.5200, 13.4050"),
    ("geo-coordinates", "version 1.234.567"),
]


@pytest.mark.parametrize(("kind", "text", "value", "sureness"), MATCHED)
def test_a_form_is_told_with_how_sure_it_is(kind, text, value, sureness):
    assert matched(kind, text) == [(value, sureness)]


@pytest.mark.parametrize(("kind", "text"), SILENT)
def test_what_only_looks_like_one_is_not_told(kind, text):
    assert matched(kind, text) == []
