"""What an answer says in plain characters: no invisible signs, one script, values of JSON as lines."""

import base64
import codecs
import json
import re
import unicodedata
from collections.abc import Callable, Iterator

SIMPLE = str.maketrans(
    {
        pair[0]: pair[1]
        for pair in (
            "請请 號号 電电 話话 證证 碼码 郵邮 護护 嗎吗 麼么 誰谁 寫写 發发 給给 報报 聯联 絡络 繫系 係系 時时 間间 點点 個个 這这 邊边 裡里 裏里 銀银 帳账 帐账 戶户 開开 稱称 貴贵 煩烦 勞劳 "
            "輸输 傳传 補补 職职 業业 進进 確确 認认 駕驾 執执 國国 際际 區区 縣县 鄉乡 門门 貨货 訂订 單单 訊讯 聽听 讓让 還还 沒没 無无 須须 選选 擇择 為为 說说 會会 將将 從从 後后 歲岁 歷历 "
            "農农 陽阳 實实 訴诉 嚟来 來来 幾几 裝装 資资 備备 註注 連连 們们 啲些 對对 檔档 絕绝 別别 樣样 屬属 機机 關关 規规 據据 權权 維维 應应 該该 許许 則则 責责 務务 義义 諒谅 於于 隱隐 "
            "遺遗 講讲 談谈 題题 問问 換换 條条 內内 當当 現现 處处 辦办 協协 違违 錄录 記记 員员 館馆 車车 簽签 覽览 訪访 頁页 檢检 場场 麗丽 總总 懷怀 與与 並并 畀给 俾给 親亲 歡欢 謝谢 兒儿 "
            "過过 達达 轉转 讀读 譯译 編编 顯显 導导 識识 遞递 嘅的 佢她 冇没 乜什 咁这 哋们 諮咨 詢询"
        ).split()
    }
)
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]")
_SPACED = re.compile(r"(?<=[一-龥，。！？；：])[ \u3000]+(?=[一-龥，。！？；：])")
_SPELLED = re.compile(r"(?<![A-Za-z])(?:[A-Za-z'][-.·_ ]{1,3}){4,}[A-Za-z](?![A-Za-z])")
_DASHED = re.compile("(?:[一-龥][-_.·/]){3,}[一-龥]")
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{12,2000}={0,2}")
_HEX = re.compile(r"(?:\b[0-9A-Fa-f]{2}[ :]?){8,}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=\bI)(?=[A-Z][a-z])")
_LEET = str.maketrans("430157@$", "aeoistas")
_FENCED = re.compile(r"\s*```\w{0,12}\s*\n(.*?)\s*(?:```\s*|\Z)", re.DOTALL)


def plain(text: str) -> str:
    """A text with one sign for each character that only looks or counts differently."""
    shown = _INVISIBLE.sub("", text).translate(SIMPLE).replace("\u3000", " ")
    shown = _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), shown)
    spelled = _SPELLED.sub(lambda found: _joined(found[0]), shown)
    dashed = _DASHED.sub(lambda found: re.sub("[-_.·/]", "", found[0]), spelled)
    return _SPACED.sub("", dashed)


def _joined(spelled: str) -> str:
    """Letters set apart, joined to words where wider gaps part these."""
    return re.sub(r"[-.·_ ]{2,}", " ", re.sub(r"(?<=[A-Za-z'])[-.·_ ](?=[A-Za-z'])", "", spelled))


def undisguised(text: str) -> Iterator[str]:
    """What a text would say if it were written backwards, shifted by 13, encoded or with digits for letters."""
    yield text[::-1]
    yield codecs.encode(text, "rot13")
    yield _CAMEL.sub(" ", text)
    yield re.sub(r"\b(?=\w*[a-z])[\w@$']+", lambda word: word[0].translate(_LEET), text)
    for token in _BASE64.findall(text):
        yield _decoded(lambda given: base64.b64decode(given, validate=True), token)
    for token in _HEX.findall(text):
        yield _decoded(bytes.fromhex, token.replace(":", ""))


def _decoded(decode: Callable[[str], bytes], token: str) -> str:
    try:
        said = decode(token).decode()
    except ValueError:
        return ""
    return said if said.isprintable() else ""


def spoken(text: str) -> str:
    """The values of an answer that is one JSON object, each a line; otherwise the text itself."""
    fenced = _FENCED.fullmatch(text)
    inner = (fenced[1] if fenced else text).strip()
    if not inner.startswith("{"):
        return text
    try:
        said = json.loads(inner)
    except (ValueError, RecursionError):
        return text
    return "\n".join(_lines(said, 3))


def _lines(value: object, depth: int, name: str = "") -> list[str]:
    """The strings within a value, each behind the name of its field."""
    if isinstance(value, str):
        return [f"{name}: {value}" if name and " " not in value else value]
    if not depth or not isinstance(value, dict | list):
        return []
    named = value.items() if isinstance(value, dict) else ((name, each) for each in value)
    return [line for key, each in named for line in _lines(each, depth - 1, str(key))]
