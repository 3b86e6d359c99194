"""Requests of analytics, ad, crash and attribution kits."""

from tests.data.detection.dev import values as v
from tests.data.detection.dev.wire import (
    Request,
    based,
    dumped,
    noise,
    packed_msgpack,
    protobuf,
)


def segment(r: Request) -> None:
    c = r.chance
    traits = {
        "email": r.put("email", v.email(c)),
        "firstName": r.put("person", c.choice(v.FIRST)),
        "lastName": r.put("person", c.choice(v.LAST)),
        "plan": "pro",
    }
    value = {"type": "identify", "anonymousId": r.put("device-id", v.uuid(c)), "traits": traits}
    r.json("cdn.segment.example", "/v1/i", value | {"context": noise(c, 14)})


def amplitude(r: Request) -> None:
    c = r.chance
    events = [{"event_type": "tap", "event_properties": noise(c), "insert_id": v.uuid(c)}] * 2
    user = {
        "device_id": r.put("device-id", v.uuid(c)),
        "ip": r.put("ip-address", v.ip(c)),
        "city": r.put("location", c.choice(v.CITIES)),
        "country": "US",
    }
    r.json(
        "api2.amplitude.example",
        "/batch",
        {"api_key": _key(r), "events": [e | user for e in events]},
    )


def mixpanel(r: Request) -> None:
    c = r.chance
    told = {"$email": r.put("email", v.email(c)), "$name": r.put("person", v.person(c))}
    data = [
        {
            "$set": told,
            "$token": v.hexes(c, 32),
            "$distinct_id": r.put("device-id", v.uuid(c)),
            **noise(c, 6),
        }
    ]
    r.form("api.mixpanel.example", "/engage", {"data": based(dumped(data)), "verbose": 1})


def sentry(r: Request) -> None:
    c = r.chance
    user = {"ip_address": r.put("ip-address", v.ip(c)), "email": r.put("email", v.email(c))}
    event = {"event_id": v.hexes(c, 32), "user": user, "contexts": noise(c, 14), "level": "error"}
    head = {"event_id": v.hexes(c, 32), "sent_at": "2026-11-02T10:11:12.000Z"}
    rows = [dumped(head), dumped({"type": "event"}), dumped(event)]
    r.post(
        "o1.ingest.sentry.example",
        "/api/4/envelope/",
        "application/x-sentry-envelope",
        "\n".join(rows),
    )


def crash_gzip(r: Request) -> None:
    c = r.chance
    frames = [
        {"file": f"Chat{n}.kt", "line": c.randint(1, 900), "pc": "0x" + v.hexes(c, 12)}
        for n in range(20)
    ]
    value = {
        "frames": frames,
        "installId": r.put("device-id", v.uuid(c)),
        "androidId": r.put("device-id", v.hexes(c)),
    }
    r.json("crash.example", "/report", value | noise(c, 10))
    r.compress(c.choice(["gzip", "deflate", "zstd"]))


def adjust(r: Request) -> None:
    c = r.chance
    value = {
        "gps_adid": r.put("device-id", v.uuid(c)),
        "android_id": r.put("device-id", v.hexes(c)),
        "created_at": "2026-11-02T10:11:12.345Z+0100",
        "country": "GB",
    }
    r.form("app.adjust.example", "/session", value | noise(c, 9))


def appsflyer(r: Request) -> None:
    c = r.chance
    value = {
        "advertiserId": r.put("device-id", v.uuid(c)),
        "imei": r.put("device-id", v.imei(c)),
        "mac": r.put("mac-address", v.mac(c)),
        "trace": f"{1764000000000 + c.randint(0, 10**9)}-{v.digits(c, 18)}",
    }
    r.json("t.appsflyer.example", "/api/v6/androidevent", value | noise(c, 16))


def bid_request(r: Request) -> None:
    c = r.chance
    lat, lon = f"{c.uniform(-60, 70):.5f}", f"{c.uniform(-170, 170):.5f}"
    geo = {"lat": float(r.put("geo-coordinates", lat)), "lon": float(r.put("geo-coordinates", lon))}
    device = {"ifa": r.put("device-id", v.uuid(c)), "ip": r.put("ip-address", v.ip(c)), "geo": geo}
    r.json(
        "bid.ads.example", "/openrtb", {"id": v.hexes(c, 32), "device": device, "ext": noise(c, 14)}
    )


def pixel(r: Request) -> None:
    c = r.chance
    query = {
        "id": v.digits(c, 15),
        "ev": "PageView",
        "ud[em]": v.hexes(c, 64),
        "dl": "https://app.example/chat",
    }
    r.get("pixel.example", "/tr", query | noise(c, 4))


def pixel_with_email(r: Request) -> None:
    c = r.chance
    page = f"https://app.example/reset?email={r.put('email', v.email(c))}&step=2"
    r.get("pixel.example", "/tr", {"id": v.digits(c, 15), "dl": page, **noise(c, 4)})


def packed_events(r: Request) -> None:
    c = r.chance
    value = {"deviceId": r.put("device-id", v.uuid(c)), "ip": r.put("ip-address", v.ip(c))}
    r.post("log.kit.example", "/m", "application/msgpack", packed_msgpack(value | noise(c, 14)))


def protobuf_events(r: Request) -> None:
    c = r.chance
    inner = protobuf(
        [(1, r.put("email", v.email(c))), (2, c.randint(1, 10**9)), (3, "opened the app")]
    )
    device = protobuf([(1, "android"), (4, "Pixel 8"), (5, v.digits(c, 9))])
    r.post(
        "log.kit.example",
        "/p",
        "application/x-protobuf",
        protobuf([(1, inner), (2, device), (7, 19)]),
    )


def json_in_string(r: Request) -> None:
    c = r.chance
    inner = dumped(
        {"phone": r.put("phone", v.phone(c)), "name": r.put("person", v.person(c)), **noise(c, 6)}
    )
    r.json("collect.example", "/e", {"batch": [{"payload": inner, "v": 2}], **noise(c, 8)})


def base64_gzip(r: Request) -> None:
    from base64 import b64encode

    from tests.data.detection.dev.wire import packed_gzip

    c = r.chance
    inner = dumped({"account": {"email": r.put("email", v.email(c))}, "props": noise(c, 16)})
    r.json("collect.example", "/z", {"d": b64encode(packed_gzip(inner.encode())).decode(), "n": 1})


def wifi(r: Request) -> None:
    c = r.chance
    seen = [{"bssid": r.put("mac-address", v.mac(c)), "rssi": -c.randint(30, 90)} for _ in range(3)]
    r.json(
        "net.kit.example",
        "/scan",
        {"wifi": seen, "localIp": r.put("ip-address", v.ip(c)), **noise(c)},
    )


def geo_query(r: Request) -> None:
    c = r.chance
    query = {"lat": r.put("geo-coordinates", f"{c.uniform(-60, 70):.6f}")}
    query["lng"] = r.put("geo-coordinates", f"{c.uniform(-170, 170):.6f}")
    r.get("weather.example", "/v2/now", query | {"units": "metric", "key": _key(r)})


def logs(r: Request) -> None:
    c = r.chance
    rows = [dumped({"lvl": "info", "msg": "sync done", **noise(c, 6)}) for _ in range(4)]
    rows.append(dumped({"lvl": "warn", "msg": f"mail to {r.put('email', v.email(c))} bounced"}))
    r.post("logs.example", "/bulk", "application/x-ndjson", "\n".join(rows))


def chinese_kit(r: Request) -> None:
    c = r.chance
    value = {
        "imei": r.put("device-id", v.imei(c)),
        "oaid": r.put("device-id", v.hexes(c, 32)),
        "mobile": r.put("phone", v.phone_zh(c)),
        "channel": "huawei",
    }
    r.form("stat.kit.example", "/report", value | noise(c, 9))


def _key(r: Request) -> str:
    """A key that a kit sends in the open."""
    return r.put("secret", v.hexes(r.chance, 32))
