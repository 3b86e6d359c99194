"""What names a device or where it is: addresses, advertising ids, IMEI, coordinates."""

import ipaddress
import re

from stdnum import imei

from auditor.detect.shape import Match, Shape

LARGE = 64
"""Versions of four parts have smaller numbers; hardly an address has only such."""
LOCAL = tuple(
    ipaddress.ip_network(net)
    for net in (
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10"),
        *("0.0.0.0/8", "fc00::/7", "fe80::/10"),
    )
)
"""Of one network only (RFC 1918, 3927, 4193, 4291, 6598): they tell nobody apart."""
_FAR = 10.0
"""Degrees; pairs below are more often measurements than places off West Africa."""

_IS_A_VERSION = re.compile(r"version|build|sdk|firmware|release|\bv$", re.IGNORECASE)
_ASKS_FOR_DEVICE = re.compile(
    r"idfa|idfv|gaid|adid|aaid|oaid|(?<![a-z])ifa(?![a-z])|advertis(?:ing|er)[ _-]?id|android[ _-]?id|(?<![a-z])device[ _-]?u?u?id"
    r"|(?<![a-z])ssaid|(?<![a-z])(?:udid|idfd|hwid)|(?:install(?:ation)?|instance|client|anonymous|distinct|visitor|hardware"
    r"|fingerprint|browser|app[ _-]?instance|amp[ _-]?device)[ _-]?(?:id|uuid)|(?<![a-z])(?:cid|aid|iid|did)(?![a-z])"
    r"|serial[ _-]?(?:no|num(?:ber)?|#)?|序列号|vendor[ _-]?id(?:entifier)?|machine[ _-]?id|设备号|设备标识|设备ID|广告标识|安卓ID",
    re.IGNORECASE,
)
_ASKS_FOR_SERIAL = re.compile(r"serial|(?<![a-z])s/?n(?![a-z])|序列号", re.IGNORECASE)
_GOOGLE = re.compile(r"(?:GA1\.[0-9]\.)?[0-9]{8,10}\.[0-9]{10}")
_ASKS_FOR_GOOGLE = re.compile(r"_ga|(?<![a-z])cid(?![a-z])|client[ _-]?id", re.IGNORECASE)
_ASKS_FOR_ADDRESS = re.compile(
    r"(?<![a-z])(?:ip|ipv[46]|ip ?addr(?:ess)?|addr|host|server|client|remote|gateway|dns|peer)(?![a-z])|地址",
    re.IGNORECASE,
)
_ASKS_FOR_IMEI = re.compile(r"imei|meid|串号|手机识别码", re.IGNORECASE)
_ASKS_FOR_PLACE = re.compile(
    r"(?<![a-z])(?:lat|lon|lng|long|latitude|longitude|geo|gps|coord(?:inate)?s?|location)(?![a-z])"
    r"|纬度|经度|坐标|定位",
    re.IGNORECASE,
)
_NOBODYS_MAC = re.compile(r"(?:00[:-]){5}00|(?:ff[:-]){5}ff|02(?:[:-]00){5}", re.IGNORECASE)
_ZEROS = re.compile(r"[0-]+")


def ip_address(before: str, value: str) -> Match | None:
    """An address of a host other than this one; versions are not addresses."""
    try:
        address = ipaddress.ip_address(value)
    except ValueError:
        return None
    if address.is_loopback or address.is_unspecified or address.is_multicast:
        return None
    if any(address in net for net in LOCAL if net.version == address.version):
        return None
    if _IS_A_VERSION.search(before):
        return None
    if (
        address.version == 4
        and max(address.packed) < LARGE
        and not _ASKS_FOR_ADDRESS.search(before)
    ):
        return None
    return Match(value, "likely", "has the form of an IP address")


def mac_address(_before: str, value: str) -> Match | None:
    """A hardware address, and none of those that stand for nothing."""
    if _NOBODYS_MAC.fullmatch(value):
        return None
    return Match(value, "likely", "has the form of a MAC address")


def device_id(before: str, value: str) -> Match | None:
    """An id under a name for one; an IMEI also by its check digit."""
    if value.isdigit():
        if len(value) != 15 or not _ASKS_FOR_IMEI.search(before) or not imei.is_valid(value):
            return None
        return Match(value, "certain", "an IMEI with its check digit, after a word for it")
    if (
        value.isalnum()
        and value.isupper()
        and len(value) < 15
        and not _ASKS_FOR_SERIAL.search(before)
    ):
        return None
    if _GOOGLE.fullmatch(value) and not _ASKS_FOR_GOOGLE.search(before):
        return None
    if _ZEROS.fullmatch(value) or not (_ASKS_FOR_DEVICE.search(before) or _GOOGLE.fullmatch(value)):
        return None
    return Match(value, "likely", "an id under a name for the device's")


def geo_coordinates(before: str, value: str) -> Match | None:
    """A pair, or one under a name for it, to within some hundred metres."""
    numbers = [float(each) for each in re.findall(r"-?[0-9]+\.[0-9]+", value)]
    if any(abs(each) > 180 for each in numbers) or abs(numbers[0]) > (
        90 if len(numbers) > 1 else 180
    ):
        return None
    if not any(numbers):
        return None
    if _ASKS_FOR_PLACE.search(before):
        return Match(value, "likely", "coordinates under a name for them")
    if len(numbers) > 1 and _is_fine(value) and max(map(abs, numbers)) >= _FAR:
        return Match(value, "possible", "a pair of numbers of the form of coordinates")
    return None


def _is_fine(value: str) -> bool:
    """Whether both numbers tell a place to within some ten metres."""
    return all(len(each) >= 4 for each in re.findall(r"\.([0-9]+)", value))


IP_ADDRESS = Shape(
    "ip-address",
    re.compile(
        r"[0-9A-Fa-f:](?<![\w./:-][0-9A-Fa-f:])"
        r"(?:(?<=[0-9])[0-9]{0,2}(?:\.[0-9]{1,3}){3}(?![\w-]|\.[0-9])"
        r"|(?:(?<=:)(?=[0-9A-Fa-f]*:)|(?=[0-9A-Fa-f]*:[0-9A-Fa-f]*:))[0-9A-Fa-f:]{5,38}(?![\w:.]))",
        re.ASCII,
    ),
    ip_address,
)
MAC_ADDRESS = Shape(
    "mac-address",
    re.compile(
        r"[0-9A-Fa-f](?<![\w:-][0-9A-Fa-f])[0-9A-Fa-f]([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![\w:-])",
        re.ASCII,
    ),
    mac_address,
)
DEVICE_ID = Shape(
    "device-id",
    re.compile(
        r"(?<![\w-])(?:[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}|[0-9A-Fa-f]{16}"
        r"|[0-9A-Fa-f]{32}|[0-9A-Fa-f]{40}|[0-9]{15}|(?:GA1\.[0-9]\.)?[0-9]{8,10}\.[0-9]{10}"
        r"|[A-Z](?=[A-Z]*[0-9])(?=[0-9]*[A-Z])[A-Z0-9]{9,13})(?![\w-])",
        re.ASCII,
    ),
    device_id,
    tuple(
        "idfa idfv idfd gaid adid aaid oaid ifa advertis android device ssaid udid hwid install instance client"
        " anonymous distinct visitor hardware fingerprint browser cid aid iid did serial vendor machine _ga imei"
        " meid sn s/n 序列号 设备 标识 安卓 串号 识别码".split()
    ),
)
GEO_COORDINATES = Shape(
    "geo-coordinates",
    re.compile(
        r"[0-9-](?<![\w.-][0-9-])(?:(?<=-)[0-9]{1,3}|(?<=[0-9])[0-9]{0,2})\.[0-9]{3,16}(?:°? ?[NS]?[,;] ?-?[0-9]{1,3}\.[0-9]{3,16})?(?![\w.])",
        re.ASCII,
    ),
    geo_coordinates,
)
