"""How a post is written: each limit at its edge, in scripts with and without capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.detectors.prepared import prepare_draft
from saring.detectors.style import EMOJI, LOOKERS, compile
from saring.domain import Action, Draft, Media, Part, RuleSpec
from saring.policy.kinds import STYLE_LIMITS


def find(text, alt="", fields=("text",), **limits):
    rule = RuleSpec("r", "style", Action.WARN, params={"min_letters": 20, "fields": fields, **limits})
    draft = Draft((Part(text, (Media("0" * 64, alt=alt),)),))
    return compile([rule]).detect(prepare_draft(draft, {}))


LOUD = "DISKON BESAR HARI INI SAJA"

ROWS = [
    ({"max_capitals": 0.6}, LOUD, LOUD),
    ({"max_capitals": 0.6}, "ayo, DISKON BESAR HARI INI SAJA ya", LOUD),
    ({"max_capitals": 0.6}, "𝐃𝐈𝐒𝐊𝐎𝐍 𝐁𝐄𝐒𝐀𝐑 𝐇𝐀𝐑𝐈 𝐈𝐍𝐈 𝐒𝐀𝐉𝐀", "𝐃𝐈𝐒𝐊𝐎𝐍 𝐁𝐄𝐒𝐀𝐑 𝐇𝐀𝐑𝐈 𝐈𝐍𝐈 𝐒𝐀𝐉𝐀"),
    ({"max_capitals": 0.6}, "БОЛЬШАЯ СКИДКА СЕГОДНЯ!", "БОЛЬШАЯ СКИДКА СЕГОДНЯ!"),
    ({"max_capitals": 0.6}, "DISKON BESAR", None),
    ({"max_capitals": 0.6}, "Diskon besar hari ini saja, PT KOPI", None),
    ({"max_capitals": 0.6}, "#DISKONBESARHARIINISAJA @KOPISARINGINDONESIA ya", None),
    ({"max_capitals": 0.6}, "新製品のお知らせ。NASAとJAXAが共同で開発しました。詳しくは", None),
    ({"max_capitals": 0.0}, "خصم كبير اليوم فقط لجميع العملاء", None),
    ({"max_capitals": 0.0}, "ลดราคาใหญ่วันนี้เท่านั้นสำหรับลูกค้า", None),
    ({"max_emoji": 2}, "☕🔥🎉", "🎉"),
    ({"max_emoji": 2}, "☕🔥", None),
    ({"max_emoji": 1}, "👩🏽‍⚕️👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"),
    ({"max_emoji": 0}, "🇮🇩", "🇮🇩"),
    ({"max_emoji": 1}, "🇮🇩🇸🇬", "🇸🇬"),
    ({"max_emoji": 0}, "1️⃣", "1️⃣"),
    ({"max_emoji": 0}, "❤️", "❤️"),
    ({"max_emoji": 0}, "1 # * © ™ → ✓ ❤ 5% 日本 ½", None),
    ({"max_hashtags": 1}, "#kopi #pagi", "#pagi"),
    ({"max_hashtags": 1}, "#kopi ＃pagi_ini!", "＃pagi_ini"),
    ({"max_hashtags": 0}, "#กาแฟดีๆ ok", "#กาแฟดีๆ"),
    ({"max_hashtags": 0}, "#1 C# a#b https://example.com/#top &#39; # kopi", None),
    ({"max_mentions": 1}, "@kopi @ratu.id", "@ratu"),
    ({"max_mentions": 0}, "surel budi@contoh.id, @ 9 pagi, x.com/@kopi", None),
    ({"max_length": 5}, "kopi pagi", "pagi"),
    ({"max_length": 5}, "kopi!", None),
    ({"max_length": 2}, "☕🔥", None),
    ({"max_repeats": 2}, "Ayo!!! Ya", "!!!"),
    ({"max_repeats": 3}, "Masa?!?!", "?!?!"),
    ({"max_repeats": 3}, "Hmm....", "...."),
    ({"max_repeats": 3}, "Ayo!! Ya... ya?! 1,000,000 --- ===", None),
]


@pytest.mark.parametrize("limits, text, words", ROWS, ids=[f"{limits} {text}" for limits, text, _ in ROWS])
def test_limits(limits, text, words):
    found = find(text, **limits)
    assert [text[item.place.start:item.place.end] for item in found] == ([words] if words else [])


def test_what_is_said_is_numbers():
    (found,) = find("#a1 #b #c", max_hashtags=1)
    assert (found.why, found.values) == ("hashtags", {"count": "3", "limit": "1"})
    (found,) = find(LOUD, max_capitals=0.6)
    assert (found.why, found.values) == ("shouting", {"count": "100", "limit": "60"})


def test_fields_and_no_rules():
    assert find("", alt="!!!!!", max_repeats=2) == []
    assert [item.place.field for item in find("", alt="!!!!!", fields=("alt",), max_repeats=2)] == ["alt"]
    assert compile([]).detect(prepare_draft(Draft((Part("!!!!"),)), {})) == []


def test_every_limit_has_its_looker():
    assert set(LOOKERS) == set(STYLE_LIMITS)


@given(st.integers(0, 8), st.sampled_from(["☕", "👩🏽‍⚕️", "🇮🇩", "👨‍👩‍👧‍👦", "1️⃣", "❤️", "👍🏿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"]))
def test_emoji_count_as_their_reader_counts_them(count, emoji):
    assert len(EMOJI.findall(emoji * count)) == count
    assert len(EMOJI.findall(" ".join([emoji] * count))) == count


@given(st.text(st.sampled_from("aA1 #@!?.☕\ufe0f\u200d🇮🇩กั"), max_size=60))
def test_places_lie_in_the_text(text):
    limits = dict.fromkeys(STYLE_LIMITS, 0) | {"max_length": 3, "max_repeats": 1}
    for item in find(text, **limits, ):
        assert 0 <= item.place.start < item.place.end <= len(text)
