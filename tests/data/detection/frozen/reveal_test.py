"""Peel a flow's encodings to prove that every label is really in the message. For the self-check only."""

import base64
import binascii
import gzip
import html
import json
import re
import struct
import zlib
from urllib.parse import unquote_plus

BASE64_TOKEN = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
URLSAFE_TOKEN = re.compile(r"[A-Za-z0-9_-]{12,}={0,2}")
HEX_TOKEN = re.compile(r"(?:[0-9a-f]{2}){6,}")


def body_bytes(flow: dict) -> bytes:
    body = base64.b64decode(flow["body_b64"])
    coding = flow["headers"].get("content-encoding", "")
    return {"gzip": gzip.decompress, "deflate": zlib.decompress}.get(coding, bytes)(body)


def body_texts(flow: dict) -> list[str]:
    data = body_bytes(flow)
    charset = re.search(r"charset=([\w-]+)", flow["content_type"])
    texts = [data.decode("utf-8", "ignore")]
    if charset and charset[1] != "utf-8":
        texts += [data.decode(charset[1], "ignore"), unquote_plus(texts[0], encoding=charset[1])]
    if flow["content_type"] == "text/event-stream":
        texts.append(stream_text(texts[0]))
    return texts


def stream_text(body: str) -> str:
    events = [json.loads(line[6:]) for line in body.splitlines() if line.startswith("data: {")]
    return "".join(e["choices"][0]["delta"]["content"] for e in events if "choices" in e)


def leaves(value) -> list[str]:
    if isinstance(value, dict):
        return [leaf for item in value.items() for part in item for leaf in leaves(part)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item)]
    return [value if isinstance(value, str) else json.dumps(value)]


def decoded(token: str) -> str:
    plain = token.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4)).decode("utf-8", "ignore")
    except (binascii.Error, ValueError):
        return ""


def inner_layers(text: str) -> list[str]:
    layers = [unquote_plus(text), html.unescape(text)]
    layers += [decoded(token) for token in BASE64_TOKEN.findall(text) + URLSAFE_TOKEN.findall(text)]
    layers += [bytes.fromhex(token).decode("utf-8", "ignore") for token in HEX_TOKEN.findall(text)]
    for line in [text, *text.splitlines()]:
        try:
            layers += leaves(json.loads(line.removeprefix("data: ").removeprefix("42")))
        except ValueError:
            continue
    return layers


def layers_of(flow: dict, depth: int = 4) -> set[str]:
    seen = {flow["url"], *flow["headers"].values(), *body_texts(flow)}
    fresh = seen
    for _ in range(depth):
        fresh = {layer for text in fresh for layer in inner_layers(text) if layer} - seen
        seen = seen | fresh
    return seen


def holds(flow: dict, label: dict, layers: set[str]) -> bool:
    wanted = label.get("parts", [label["value"]])
    if all(any(part in layer for layer in layers) for part in wanted):
        return True
    doubles = [struct.pack("<d", float(part)) for part in label.get("parts", [])]
    return bool(doubles) and all(double in body_bytes(flow) for double in doubles)
