"""Flow templates: prompts and answers, streams, uploads, mark-up and binary bodies with personal data."""

from html import escape

from codecs_test import b64, deltas, dumps, event_stream, grpc, msgpack, multipart, proto
from flow_builder_test import Flow

LLM = "https://api.modelhub.example/v1/chat/completions"


def ask(f: Flow, *turns: tuple[str, str]) -> dict:
    messages = [{"role": role, "content": f.prose(text)} for role, text in turns]
    return f.json(LLM, {"model": "swift-2-mini", "messages": messages, "temperature": 0.3})


def chat_letter(f: Flow) -> dict:
    return ask(
        f,
        ("system", "You are a helpful assistant."),
        (
            "user",
            "Write to my tenant <<full>>, who lives at <<address>>, that the boiler will be serviced on <<date>>.",
        ),
    )


def chat_health(f: Flow) -> dict:
    return ask(
        f,
        (
            "user",
            "My brother <<first>> has <<health>> and now refuses his <<drug>>. What can I say to him?",
        ),
    )


def chat_cv(f: Flow) -> dict:
    return ask(
        f,
        (
            "user",
            "Shorten this CV: <<full>>, <<city>>. Reach me at <<email>> or <<phone>>. Ten years as a welder.",
        ),
        ("assistant", "Shall I keep the phone number?"),
        ("user", "yes, and call me <<first>>"),
    )


def chat_debug_key(f: Flow) -> dict:
    return ask(
        f,
        (
            "user",
            "This fails with 403, why?\n```py\nclient = Client('<<apikey>>')\nclient.get('/me')\n```",
        ),
    )


def chat_chinese(f: Flow) -> dict:
    f.speak("zh")
    return ask(
        f,
        ("system", "你是一名行政助理。"),
        ("user", "给<<full>>写一封入职邀请，他住在<<address>>，手机<<phone>>。"),
    )


def chat_chinese_family(f: Flow) -> dict:
    f.speak("zh")
    return ask(f, ("user", "我同事<<nick>>最近查出<<health>>，住在<<city>>，我该怎么安慰她？"))


def content_blocks(f: Flow) -> dict:
    blocks = [
        {
            "type": "text",
            "text": f.prose(
                "Who is calling? The note says: <<full>>, born <<dob>>, card <<card>>."
            ),
        }
    ]
    return f.json(
        "https://api.modelhub.example/v1/messages",
        {"max_tokens": 512, "messages": [{"role": "user", "content": blocks}]},
        headers={"x-api-key": f.v("key_anthropic")},
    )


def embeddings(f: Flow) -> dict:
    lines = [
        f.prose("Refund for <<full>>, <<email>>"),
        "How do I reset the router?",
        f.prose("Send it to <<address>>"),
    ]
    return f.json(
        "https://api.modelhub.example/v1/embeddings", {"model": "embed-s", "input": lines}
    )


def sse_split_answer(f: Flow) -> dict:
    text = f.prose("The appointment for <<full>> is confirmed; a text was sent to <<phone>>.")
    return f.answer(LLM, "text/event-stream", event_stream(deltas(f.rng, text)), "POST")


def sse_split_chinese(f: Flow) -> dict:
    f.speak("zh")
    text = f.prose("已将<<full>>的收货地址改为<<address>>，并短信通知<<phone>>。")
    return f.answer(LLM, "text/event-stream", event_stream(deltas(f.rng, text)), "POST")


def sse_events(f: Flow) -> dict:
    events = [
        {"type": "joined", "nick": f.v("handle")},
        {"type": "message", "text": f.prose("hi, <<first>> here from <<city>>")},
    ]
    return f.answer(
        "https://live.chatterbox.test/room/9/stream", "text/event-stream", event_stream(events)
    )


def chat_answer(f: Flow) -> dict:
    text = f.prose("Dear <<first>>,\n\nYour lease at <<address>> ends soon.\n\nRegards,\n<<full2>>")
    return f.answer(
        LLM,
        "application/json",
        dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}),
        "POST",
    )


def websocket_message(f: Flow) -> dict:
    return f.frame(
        "wss://ws.chatterbox.test/v1",
        dumps(
            {
                "op": 4,
                "d": {"from": f.v("handle"), "body": f.prose("ring me on <<phone>>, <<first>>")},
            }
        ),
    )


def socketio_frame(f: Flow) -> dict:
    return f.frame(
        "wss://ws.parcelbird.example/socket.io/?EIO=4",
        "42" + dumps(["courier", {"name": f.v("full"), "to": f.v("address")}]),
    )


def websocket_position(f: Flow) -> dict:
    lat, lon = f.place()
    return f.frame(
        "wss://ride.parcelbird.example/pos",
        dumps({"t": "pos", "lat": lat, "lon": lon, "rider": f.v("userid")}),
        "response",
    )


def multipart_profile(f: Flow) -> dict:
    boundary = "----form" + f.hex(16)
    parts = [
        ("full_name", "", "", f.v("full")),
        ("contact_email", "", "", f.v("email")),
        ("notes", "notes.txt", "text/plain", f.prose("Prefers calls on <<phone>> after six.")),
    ]
    return f.message(
        "POST",
        "https://www.cloudmart.test/profile",
        f"multipart/form-data; boundary={boundary}",
        multipart(boundary, parts),
    )


def multipart_json_part(f: Flow) -> dict:
    boundary = f.hex(24)
    meta = dumps({"insured": f.v("full"), "born": f.v("dobiso"), "iban": f.v("iban")})
    parts = [
        ("claim", "", "application/json", meta),
        ("photo", "dent.svg", "image/svg+xml", "<svg width='9' height='9'/>"),
    ]
    return f.message(
        "POST",
        "https://claims.brightwell.example/new",
        f"multipart/form-data; boundary={boundary}",
        multipart(boundary, parts),
    )


def csv_upload(f: Flow) -> dict:
    rows = [
        ",".join([f.v("email" + tail), f'"{f.v("full" + tail)}"', f.v("dobiso" + tail), "active"])
        for tail in ("", "2", "3")
    ]
    return f.message(
        "POST",
        "https://crm.marlowe-analytics.test/import",
        "text/csv",
        "\n".join(["email,name,birth_date,status", *rows]).encode(),
    )


def ndjson_gzip(f: Flow) -> dict:
    lines = [
        dumps({"index": {"_index": "people"}}),
        dumps({"name": f.v("full"), "tel": f.v("phone")}),
        dumps({"index": {"_index": "people"}}),
        dumps({"name": f.v("full2"), "city": f.v("city2")}),
    ]
    return f.packed(
        "https://search.cloudmart.test/_bulk",
        "\n".join(lines) + "\n",
        "gzip",
        "application/x-ndjson",
    )


def xml_customer(f: Flow) -> dict:
    body = (
        f'<?xml version="1.0"?><customer id="{f.v("custid")}"><name>{escape(f.v("full"))}</name>'
        f"<mail>{f.v('email')}</mail><since>{f.v('year')}</since></customer>"
    )
    return f.message(
        "PUT", "https://erp.brightwell.example/customers", "application/xml", body.encode()
    )


def soap_call(f: Flow) -> dict:
    body = (
        '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><CheckPerson>'
        f"<Surname>{escape(f.v('last'))}</Surname><BirthDate>{f.v('dobiso')}</BirthDate><Passport>{f.v('passport')}</Passport>"
        "</CheckPerson></soap:Body></soap:Envelope>"
    )
    return f.message(
        "POST",
        "https://gov.civic.example/ws/person",
        "text/xml",
        body.encode(),
        {"soapaction": "CheckPerson"},
    )


def html_account(f: Flow) -> dict:
    body = (
        f"<html><head><title>Account</title></head><body><h1>Hello {escape(f.v('first'))}</h1>"
        f"<p>Ship to: {escape(f.v('address'))}</p><p>Help: support@cloudmart.test</p></body></html>"
    )
    return f.answer("https://www.cloudmart.test/account", "text/html; charset=utf-8", body)


def html_entities(f: Flow) -> dict:
    mail = f.v("email").replace("@", "&#64;").replace(".", "&#46;")
    return f.answer(
        "https://club.chess-north.example/members",
        "text/html",
        f"<ul><li>{escape(f.v('full'))}: <b>{mail}</b></li></ul>",
    )


def html_hidden_form(f: Flow) -> dict:
    body = f'<form><input type="hidden" name="acct" value="{f.v("custid")}"><input name="phone" value="{f.v("phone")}"></form>'
    return f.answer("https://www.cloudmart.test/settings", "text/html", body)


def jsonp_answer(f: Flow) -> dict:
    return f.answer(
        "https://api.cloudmart.test/me?callback=cb",
        "application/javascript",
        f"cb({dumps(f.many('full', 'email'))});",
    )


def vcard_upload(f: Flow) -> dict:
    text = f.prose(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:<<full>>\r\nTEL;TYPE=CELL:<<phone>>\r\nEMAIL:<<email>>\r\nEND:VCARD\r\n"
    )
    return f.message(
        "PUT", "https://dav.postbox.example/contacts/17.vcf", "text/vcard", text.encode()
    )


def calendar_upload(f: Flow) -> dict:
    text = f.prose(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Coffee with <<full>>\r\nLOCATION:<<city>>\r\n"
        "ATTENDEE:mailto:<<email>>\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    return f.message("PUT", "https://dav.postbox.example/cal/3.ics", "text/calendar", text.encode())


def mime_mail(f: Flow) -> dict:
    text = f.prose(
        "From: <<full>> <<<email>>>\r\nTo: desk@example.com\r\nSubject: keys\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    body = b64(f.prose("I left the keys at <<address>>. Ask for <<first2>>."))
    return f.message(
        "POST", "https://api.mailer.example/v3/mime", "message/rfc822", (text + body).encode()
    )


def raw_base64_in_json(f: Flow) -> dict:
    letter = f.prose("Dear <<full>>, your appointment about <<health>> is on <<date>>.")
    return f.json(
        "https://docs.oakhurst.test/files",
        {"name": "letter.txt", "encoding": "base64", "content": b64(letter)},
    )


def plist_telemetry(f: Flow) -> dict:
    body = (
        '<?xml version="1.0"?><plist version="1.0"><dict><key>SerialNumber</key>'
        f"<string>{f.v('serial')}</string><key>UserName</key><string>{f.v('full')}</string></dict></plist>"
    )
    return f.message("POST", "https://mdm.heron.test/plist", "application/x-plist", body.encode())


def proto_profile(f: Flow) -> dict:
    body = proto((1, f.v("full")), (2, f.v("email")), (3, f.number(1, 5000)), (4, f.v("phone")))
    return f.message(
        "POST", "https://rpc.fitloop.test/Profile/Save", "application/x-protobuf", body
    )


def proto_nested_grpc(f: Flow) -> dict:
    lat, lon = f.place()
    body = proto(
        (1, proto((1, f.v("full")), (2, f.v("address")))),
        (2, proto((1, lat), (2, lon))),
        (7, int(f.v("epoch"))),
    )
    return f.message(
        "POST", "https://rpc.parcelbird.example/route.Router/Plan", "application/grpc", grpc(body)
    )


def proto_base64_json(f: Flow) -> dict:
    body = b64(proto((1, f.v("adid")), (2, f.v("ip")), (5, proto((1, f.v("email"))))))
    return f.json("https://events.metricloom.example/pb", {"schema": 12, "records": [body]})


def msgpack_event(f: Flow) -> dict:
    body = msgpack(
        {
            "event": "order",
            "user": f.many("full", "email"),
            "total": 41.5,
            "gift": False,
            "seq": f.number(1, 100),
        }
    )
    return f.message("POST", "https://in.trackwell.test/mp", "application/msgpack", body)


def msgpack_device(f: Flow) -> dict:
    body = msgpack(
        [1, {"imei": f.v("imei"), "mac": f.v("mac"), "ssid": "guest"}, int(f.v("epoch"))]
    )
    return f.message("POST", "https://iot.heron.test/mp", "application/x-msgpack", body)


def markdown_export(f: Flow) -> dict:
    text = f.prose(
        "# Rota\n\n| Who | Phone |\n|---|---|\n| <<full>> | <<phone>> |\n| <<full2>> | <<phone2>> |\n"
    )
    return f.message(
        "PUT", "https://wiki.blueheron.example/pages/rota", "text/markdown", text.encode()
    )


def utf16_note(f: Flow) -> dict:
    text = f.prose("Meeting with <<full>> in <<city>>, parking at <<address>>")
    return f.message(
        "PUT",
        "https://notes.postbox.example/n/5",
        "text/plain; charset=utf-16",
        text.encode("utf-16"),
    )


def admin_listing(f: Flow) -> dict:
    users = [
        {"id": f.v("userid" + tail), "mail": f.v("email" + tail), "last_ip": f.v("ip" + tail)}
        for tail in ("", "2")
    ]
    return f.answer(
        "https://admin.cloudmart.test/api/users?page=2",
        "application/json",
        dumps({"total": 2, "users": users}),
    )


TEMPLATES = (
    chat_letter,
    chat_health,
    chat_cv,
    chat_debug_key,
    chat_chinese,
    chat_chinese_family,
    content_blocks,
    embeddings,
    sse_split_answer,
    sse_split_chinese,
    sse_events,
    chat_answer,
    websocket_message,
    socketio_frame,
    websocket_position,
    multipart_profile,
    multipart_json_part,
    csv_upload,
    ndjson_gzip,
    xml_customer,
    soap_call,
    html_account,
    html_entities,
    html_hidden_form,
    jsonp_answer,
    vcard_upload,
    calendar_upload,
    mime_mail,
    raw_base64_in_json,
    plist_telemetry,
    proto_profile,
    proto_nested_grpc,
    proto_base64_json,
    msgpack_event,
    msgpack_device,
    markdown_export,
    utf16_note,
    admin_listing,
)
