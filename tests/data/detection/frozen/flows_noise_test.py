"""Flow templates with no personal data and no secret: metrics, models, uploads, articles, look-alikes."""

import zlib

import values_test as values
from codecs_test import b64, deltas, dumps, event_stream, grpc, msgpack, multipart, proto
from flow_builder_test import Flow

LLM = "https://api.modelhub.example/v1/chat/completions"


def proto_counters(f: Flow) -> dict:
    body = proto(
        (1, "render_ms"), (2, f.number(1, 9999)), (3, f.rng.uniform(0, 1)), (4, f.v("func"))
    )
    return f.message("POST", "https://events.metricloom.example/pb", "application/x-protobuf", body)


def grpc_health(f: Flow) -> dict:
    return f.message(
        "POST",
        "https://rpc.fitloop.test/grpc.health.v1.Health/Check",
        "application/grpc",
        grpc(proto((1, "router"), (2, f.number(1, 99)))),
    )


def msgpack_counters(f: Flow) -> dict:
    body = msgpack(
        {
            "cpu": round(f.rng.random(), 3),
            "mem": f.number(100, 9000),
            "host": f"web-{f.number(1, 40)}",
            "ok": True,
        }
    )
    return f.message("POST", "https://in.trackwell.test/mp", "application/msgpack", body)


def config_gzip(f: Flow) -> dict:
    return f.packed(
        "https://config.fitloop.test/sync",
        {"etag": f.hex(40), "keys": ["theme", "units"], "since": int(f.v("epoch"))},
        "gzip",
    )


def ask_poem(f: Flow) -> dict:
    text = f.prose("Write <<small>> lines about a lighthouse in a storm, no rhymes.")
    return f.json(
        LLM,
        {
            "model": "swift-2-mini",
            "messages": [{"role": "user", "content": text}],
            "seed": f.number(1, 9999),
        },
    )


def ask_chinese(f: Flow) -> dict:
    text = f.prose("请用<<small>>句话介绍光合作用，并举一个生活中的例子。")
    return f.json(
        LLM,
        {
            "model": "swift-2-mini",
            "messages": [{"role": "user", "content": text}],
            "seed": f.number(1, 9999),
        },
    )


def ask_code(f: Flow) -> dict:
    text = f.prose(
        "Explain what <<func>> does and why it reads `os.environ['API_KEY']` on line <<num>>."
    )
    return f.json(LLM, {"model": "swift-2", "messages": [{"role": "user", "content": text}]})


def sse_plain(f: Flow) -> dict:
    text = f.prose(
        "A prime has exactly two divisors. The next one after <<num>> is easy to find by trial division."
    )
    return f.answer(LLM, "text/event-stream", event_stream(deltas(f.rng, text)), "POST")


def embedding_answer(f: Flow) -> dict:
    vector = [round(f.rng.uniform(-1, 1), 6) for _ in range(24)]
    return f.answer(
        "https://api.modelhub.example/v1/embeddings",
        "application/json",
        dumps({"data": [{"index": 0, "embedding": vector}]}),
        "POST",
    )


def consent(f: Flow) -> dict:
    return f.form(
        "https://consent.widgets.example/save",
        {"analytics": 0, "ads": 0, "policy": f.v("version"), "csrf": f.hex(16)},
    )


def log_upload(f: Flow) -> dict:
    boundary = f.hex(20)
    text = f.prose("<<epoch>> boot ok, firmware <<version4>>, bus 0000:00:1f.2, sum <<sha>>\n")
    return f.message(
        "POST",
        "https://logs.heron.test/upload",
        f"multipart/form-data; boundary={boundary}",
        multipart(boundary, [("log", "boot.log", "text/plain", text), ("lines", "", "", "1")]),
    )


def websocket_ping(f: Flow) -> dict:
    return f.frame(
        "wss://ws.chatterbox.test/v1", dumps({"op": 1, "d": f.number(1, 9999), "nonce": f.hex(16)})
    )


def package_index(f: Flow) -> dict:
    versions = {
        f.v("version" + tail)[1:]: {
            "shasum": f.hex(40),
            "integrity": "sha512-" + b64(f.rng.randbytes(64)),
        }
        for tail in ("", "2")
    }
    return f.answer(
        "https://registry.packages.example/left-trim",
        "application/json",
        dumps({"name": "left-trim", "versions": versions}),
    )


def map_tile(f: Flow) -> dict:
    return f.get(
        f"https://tiles.geo.example/{f.number(3, 9)}/{f.number(0, 255)}/{f.number(0, 255)}.png",
        {"style": "light"},
    )


def tiny_image(f: Flow) -> dict:
    body = b"\x89PNG\r\n\x1a\n" + zlib.compress(f.rng.randbytes(180))
    return f.answer(f"https://cdn.widgets.example/i/{f.hex(10)}.png", "image/png", body)


def empty_answer(f: Flow) -> dict:
    return f.answer(
        "https://t.metricloom.example/collect?n=" + f.v("num"),
        "",
        b"",
        "POST",
        204,
        {"etag": f'"{f.hex(32)}"'},
    )


def sensor_csv(f: Flow) -> dict:
    rows = [
        f"{f.v('epoch')},{f.rng.uniform(15, 30):.2f},{f.rng.uniform(20, 80):.1f}" for _ in range(4)
    ]
    return f.message(
        "POST",
        "https://iot.heron.test/csv",
        "text/csv",
        "\n".join(["ts,temp_c,humidity", *rows]).encode(),
    )


def pipeline_yaml(f: Flow) -> dict:
    text = f.prose(
        "jobs:\n  build:\n    env:\n      TOKEN: ${{ secrets.DEPLOY_TOKEN }}\n    timeout: <<num>>\n    image: node:<<small>>\n"
    )
    return f.message(
        "PUT", "https://ci.blueheron.example/pipeline.yml", "application/yaml", text.encode()
    )


def image_in_json(f: Flow) -> dict:
    return f.json(
        "https://api.cloudmart.test/ocr",
        {"mime": "image/webp", "data": b64(f.rng.randbytes(240)), "page": f.number(1, 9)},
    )


def parcel_status(f: Flow) -> dict:
    return f.answer(
        "https://api.parcelbird.example/track/" + f.v("tracking"),
        "application/json",
        dumps(
            {
                "status": "in_transit",
                "order": f.v("order"),
                "eta": values.plain_date(f.rng),
                "weight_g": f.number(90, 4000),
            }
        ),
    )


def graphql_plain(f: Flow) -> dict:
    query = "query Shelf($n: Int!) { products(first: $n) { id title price } }"
    return f.json(
        "https://gw.cloudmart.test/graphql",
        {"query": query, "variables": {"n": f.number(5, 50)}, "id": f.hex(64)},
    )


def local_settings(f: Flow) -> dict:
    return f.json(
        "https://agent.heron.test/settings",
        {
            "bind": "0.0.0.0",
            "dns": "127.0.0.1",
            "subnet": "10.0.0.0/8",
            "mac_filter": "00:00:00:00:00:00",
            "mtu": f.number(1200, 1500),
        },
        "PUT",
    )


def article(f: Flow) -> dict:
    text = f.prose(
        "<<company>> expects higher sales in <<month>>. Asthma awareness week follows; leaflets cost <<price>> a box."
    )
    return f.answer(
        "https://news.skyline.example/a/" + f.v("num"),
        "application/json",
        dumps({"headline": "Markets", "text": text}),
    )


def article_zh(f: Flow) -> dict:
    text = f.prose(
        "<<companyzh>>发布新款<<productzh>>，售价<<pricezh>>。专家提醒，高血压人群应定期测量血压。"
    )
    return f.answer(
        "https://news.haiyue.test/a/" + f.v("num"),
        "application/json",
        dumps({"标题": "行业动态", "正文": text}),
    )


def masked_card(f: Flow) -> dict:
    return f.answer(
        "https://pay.cloudmart.test/v1/receipts/" + f.hex(12),
        "application/json",
        dumps(
            {
                "brand": "visa",
                "last4": "8812",
                "masked": "**** **** **** 8812",
                "amount": f.number(100, 9000),
            }
        ),
    )


TEMPLATES = (
    proto_counters,
    grpc_health,
    msgpack_counters,
    config_gzip,
    ask_poem,
    ask_chinese,
    ask_code,
    sse_plain,
    embedding_answer,
    consent,
    log_upload,
    websocket_ping,
    package_index,
    map_tile,
    tiny_image,
    empty_answer,
    sensor_csv,
    pipeline_yaml,
    image_in_json,
    parcel_status,
    graphql_plain,
    local_settings,
    article,
    article_zh,
    masked_card,
)
