"""Signs that were spelled as words, in English and Chinese, made signs again."""

import re

_DIGITS = {
    **{word: str(at) for at, word in enumerate("zero one two three four five six seven".split())},
    **dict(zip("eight nine oh nought naught niner fife fower".split(), "89000954", strict=True)),
    **{
        word: str(at)
        for at, word in enumerate(
            "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
            10,
        )
    },
}
_TENS = dict(
    zip(
        "twenty thirty forty fourty fifty sixty seventy eighty ninety".split(),
        "234456789",
        strict=True,
    )
)
_SIGNS = {
    **dict.fromkeys("dot point period fullstop".split(), "."),
    **dict.fromkeys("dash hyphen minus".split(), "-"),
    **dict.fromkeys("at atsign".split(), "@"),
    "underscore": "_",
    "slash": "/",
}
_ALPHABET = {
    word: word[0]
    for word in (
        "alfa alpha bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike"
        " november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee"
        " zulu"
    ).split()
}
_BETWEEN = dict.fromkeys(
    "capital capitals uppercase upper lowercase lower case small letter letters digit digits number"
    " numeral figure sign symbol character then and next followed by comma space the again".split(),
    "",
)
"""Said between signs; they stand for none."""
_WORDS = {
    **{word: ten + "0" for word, ten in _TENS.items()},
    **_DIGITS,
    **_ALPHABET,
    **_BETWEEN,
}

_WORD = re.compile(r"(?<![a-z0-9])[a-z]{2,12}(?![a-z0-9])")
_TWO_DIGITS = re.compile(
    rf"\b({'|'.join(_TENS)})[ -]({'|'.join(word for word, sign in _DIGITS.items() if len(sign) == 1)})\b"
)
_TIMES = re.compile(r"\b(double|triple)[ -]([a-z0-9]{1,8})\b")
_NAMED = re.compile(
    r"(?<![a-z0-9])([a-z0-9])(?: (?:as in|for|like|is for) |\s?\(|\s?[=:]\s?)([a-z]{2,12}|x-ray)\b\)?"
)
_SIGN_WORD = re.compile(
    rf"[ \t\[\](){{}}<>]{{0,4}}(?<![a-z0-9])({'|'.join(_SIGNS)})(?![a-z0-9])[ \t\[\](){{}}<>]{{0,4}}"
)

_CHINESE_WORDS = {
    **dict.fromkeys(
        "中横线 短横线 横线 短横 连字符 连接符 减号 破折号 中划线 分隔符 横杠 短杠 一杠 杠 橫線 短橫".split(),
        "-",
    ),
    **dict.fromkeys("小数点 英文句点 句点 圆点 点号 点 點".split(), "."),
    **dict.fromkeys("艾特 小老鼠 圈a 花a at符号".split(), "@"),
    **dict.fromkeys("下划线 底线".split(), "_"),
    **dict.fromkeys(
        "大写字母 小写字母 大写的 小写的 大写 小写 字母 数字 英文 然后是 然后 接着是 接着 接下来是"
        " 后面是 后面 之后是 再来 再接 再是 加上 逗号 顿号 空格 符号 大寫 小寫 數字 字母是 再加 紧接着"
        " 跟着 最后是 最后 还有 再 加 和 是 的".split(),
        "",
    ),
}
_CHINESE_DIGITS = {
    **{sign: str(at) for at, sign in enumerate("零一二三四五六七八九")},
    **{sign: str(at) for at, sign in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **dict(zip("〇○幺两兩貳參陸", "00122236", strict=True)),
}
_CHINESE = re.compile("|".join(sorted((*_CHINESE_WORDS, *_CHINESE_DIGITS), key=len, reverse=True)))


def unspelled(text: str) -> str:
    """The text in lower case with names of letters, digits and signs as the signs they name."""
    text = text.lower().replace("x-ray", "xray").replace("full stop", "dot")
    if not text.isascii():
        text = _CHINESE.sub(_chinese, text)
    text = _NAMED.sub(_named, text)
    text = _TWO_DIGITS.sub(lambda two: _TENS[two[1]] + _DIGITS[two[2]], text)
    text = _TIMES.sub(_times, text)
    text = _SIGN_WORD.sub(lambda word: _SIGNS[word[1]], text)
    return _WORD.sub(lambda word: _WORDS.get(word[0], word[0]), text)


def _chinese(word: re.Match[str]) -> str:
    return _CHINESE_WORDS.get(word[0]) or f" {_CHINESE_DIGITS.get(word[0], '')} "


def _named(pair: re.Match[str]) -> str:
    """A letter with a word that begins with it, said once."""
    return f"{pair[1]} " if pair[2][0] == pair[1] else pair[0]


def _times(pair: re.Match[str]) -> str:
    sign = _WORDS.get(pair[2], pair[2])
    return " ".join([sign] * (2 if pair[1] == "double" else 3)) if len(sign) == 1 else pair[0]
