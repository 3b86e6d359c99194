"""Flow templates with no personal data and no secret: settings, assets, documents, look-alikes."""

from codecs_test import dumps
from flow_builder_test import Flow

LLM = "https://api.modelhub.example/v1/chat/completions"


def feature_flags(f: Flow) -> dict:
    flags = {
        name: f.rng.random() < 0.5
        for name in ("new_checkout", "dark_mode", "show_email_field", "phone_login")
    }
    return f.answer(
        "https://flags.launchpad.example/eval",
        "application/json",
        dumps({"flags": flags, "etag": f.hex(32)}),
    )


def remote_config(f: Flow) -> dict:
    entries = {
        "min_version": f.v("version"),
        "api_host": "https://api.fitloop.test",
        "retry": f.number(1, 9),
        "support": "support@fitloop.test",
    }
    return f.answer(
        "https://config.fitloop.test/v1/android",
        "application/json",
        dumps({"entries": entries, "state": "UPDATE"}),
    )


def asset_manifest(f: Flow) -> dict:
    files = {
        f"static/js/{n}.{f.hex(8)}.js": {"sha256": f.hex(64), "bytes": f.number(900, 90000)}
        for n in ("main", "vendor", "madison")
    }
    return f.answer(
        "https://cdn.widgets.example/asset-manifest.json", "application/json", dumps(files)
    )


def heartbeat(f: Flow) -> dict:
    return f.json(
        "https://api.fitloop.test/ping",
        {"seq": f.number(1, 9999), "request_id": f.v("uuid"), "ts": int(f.v("epoch"))},
    )


def metrics_push(f: Flow) -> dict:
    lines = [
        f'http_requests_total{{code="{code}"}} {f.number(10, 99999)}' for code in (200, 404, 500)
    ]
    return f.message(
        "POST",
        "https://prom.blueheron.example/metrics/job/web",
        "text/plain; version=0.0.4",
        "\n".join(lines).encode(),
    )


def trace_spans(f: Flow) -> dict:
    spans = [
        {
            "traceId": f.hex(32),
            "spanId": f.hex(16),
            "name": f.v("func"),
            "durationNano": f.number(10**6, 10**9),
        }
        for _ in range(3)
    ]
    return f.json(
        "https://otel.blueheron.example/v1/traces",
        {"resourceSpans": [{"scope": "web", "spans": spans}]},
    )


def update_check(f: Flow) -> dict:
    return f.get(
        "https://update.heron.test/check",
        {"channel": "stable", "build": f.v("version4"), "arch": "arm64"},
    )


def translations(f: Flow) -> dict:
    strings = {
        "form.first_name": "First name",
        "form.email": "Email address",
        "form.dob": "Date of birth",
        "rev": f.number(1, 999),
    }
    return f.answer("https://cdn.fitloop.test/i18n/en.json", "application/json", dumps(strings))


def translations_zh(f: Flow) -> dict:
    strings = {
        "form.name": "姓名",
        "form.phone": "手机号码",
        "form.id": "身份证号",
        "tip": "请输入正确的邮箱",
        "rev": f.number(1, 999),
    }
    return f.answer("https://cdn.haiyue.test/i18n/zh.json", "application/json", dumps(strings))


def json_schema(f: Flow) -> dict:
    fields = {
        name: {"type": "string", "maxLength": f.number(8, 99)}
        for name in ("email", "passport_number", "iban", "ssn")
    }
    return f.answer(
        "https://api.cloudmart.test/schema/customer",
        "application/schema+json",
        dumps({"type": "object", "properties": fields}),
    )


def api_docs(f: Flow) -> dict:
    example = {"email": "user@example.com", "token": "<YOUR_API_KEY>", "version": f.v("version")}
    return f.answer(
        "https://docs.mailer.example/openapi.json",
        "application/json",
        dumps({"openapi": "3.1.0", "example": example}),
    )


def help_page(f: Flow) -> dict:
    body = f"<html><body><h1>Help</h1><p>Write to support@cloudmart.test or call 1-800-555-0199. Page {f.number(1, 99)}.</p></body></html>"
    return f.answer("https://www.cloudmart.test/help", "text/html", body)


def sitemap(f: Flow) -> dict:
    urls = "".join(
        f"<url><loc>https://www.cloudmart.test/p/{f.number(1000, 9999)}</loc></url>"
        for _ in range(3)
    )
    return f.answer(
        "https://www.cloudmart.test/sitemap.xml",
        "application/xml",
        f'<?xml version="1.0"?><urlset>{urls}</urlset>',
    )


def catalogue(f: Flow) -> dict:
    items = [
        {
            "sku": f.v("sku" + tail),
            "title": f.v("product" + tail),
            "ean": f.v("badcard" + tail),
            "price": f.number(3, 900),
        }
        for tail in ("", "2")
    ]
    return f.answer(
        "https://api.cloudmart.test/products",
        "application/json",
        dumps({"items": items, "next": None}),
    )


def book_search(f: Flow) -> dict:
    return f.get("https://api.libris.example/books", {"isbn": f.v("isbn"), "fields": "title,year"})


def rates(f: Flow) -> dict:
    table = {code: round(f.rng.uniform(0.5, 150), 4) for code in ("EUR", "GBP", "JPY", "INR")}
    return f.answer(
        "https://fx.skyline.example/latest",
        "application/json",
        dumps({"base": "USD", "rates": table}),
    )


def stylesheet(f: Flow) -> dict:
    body = f"body{{font-family:Georgia,Verdana;color:#{f.hex(6)}}}.victoria{{margin:{f.number(1, 40)}px}}"
    return f.answer("https://cdn.widgets.example/app.css", "text/css", body)


def script(f: Flow) -> dict:
    body = f"!function(){{var phoneField='#phone',v='{f.v('version')}';window.validateEmail=function(e){{return /@/.test(e)}}}}();"
    return f.answer("https://cdn.widgets.example/app.js", "application/javascript", body)


TEMPLATES = (
    feature_flags,
    remote_config,
    asset_manifest,
    heartbeat,
    metrics_push,
    trace_spans,
    update_check,
    translations,
    translations_zh,
    json_schema,
    api_docs,
    help_page,
    sitemap,
    catalogue,
    book_search,
    rates,
    stylesheet,
    script,
)
