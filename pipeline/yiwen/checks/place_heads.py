"""Places under another head than in the Chinese: "Zhangting Village" for 丈亭镇, "Yiwu County" for 义乌市.

Only the units of administration are compared, of names in pinyin whose every mention in the Chinese has another head:
a city, a county and a river may share a name.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from yiwen.checks import pinyin
from yiwen.checks.persons import simplified
from yiwen.checks.reading import Reading
from yiwen.checks.spotted import Spotted
from yiwen.text.romanize import letters, stretches
from yiwen.types import Fix, Span

_RENDERED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "省": ("Province",),
        "市": ("City", "Municipality"),
        "县": ("County",),
        "区": ("District",),
        "镇": ("Town", "Township"),
        "乡": ("Township", "Town"),
        "村": ("Village",),
        "州": ("Prefecture",),
        "旗": ("Banner",),
    }
)
_HEADS = frozenset(head for heads in _RENDERED.values() for head in heads)
_PLACE = re.compile(
    rf"(?<![\w-])(?P<name>[A-Z][a-z]+(?:['’][a-z]+)?)[ \u00a0](?P<head>{'|'.join(sorted(_HEADS))})(?![\w-])"
)
_NO_HEAD = re.compile("区[域间位]|市[场值价面售占]|乡[村亲愁情]|旗[下舰帜]|州际|村寨|镇[定痛静]")  # 广东市场, 江浙区域
_SURE = 0.7


def spot_heads(reading: Reading) -> Iterator[Spotted]:
    """Yield the heads of places that are of another kind than all that the Chinese has behind the name."""
    for index, segment in enumerate(reading.segments):
        if not segment.src or not any(map(segment.mt.__contains__, _HEADS)):
            continue
        chinese = simplified(segment.src)
        for place in _PLACE.finditer(segment.mt):
            named = list(_named(letters(place["name"]), chinese))
            heads = {chinese[span.end - 1] for span in named}
            if heads and not any(place["head"] in _RENDERED[head] for head in heads):
                right = _RENDERED[chinese[named[0].end - 1]][0]
                message = f"the Chinese has {named[0].of(segment.src)}"
                span = Span(*place.span("head"))
                yield Spotted(index, span, message, right, Fix.REVIEW, _SURE, src_span=named[0])


def _named(name: str, chinese: str) -> Iterator[Span]:
    """Yield the places of the Chinese that are read so and have a head, head and all."""
    if not pinyin.is_name(name):
        return
    for stretch in stretches(name, chinese):
        if chinese[stretch.end : stretch.end + 1] in _RENDERED and not _NO_HEAD.match(chinese, stretch.end):
            yield Span(stretch.start, stretch.end + 1)
