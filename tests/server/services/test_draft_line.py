"""A draft as the command line is given it."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.services.draft_line import MAX_LINE, LineError, read_draft, read_line
from saring.vision.options import VisionOptions


def test_a_whole_line(tmp_path):
    picture = tmp_path / "a.png"
    picture.write_bytes(b"bytes")
    sha = hashlib.sha256(b"bytes").hexdigest()
    line = {"id": 7, "text": "hi", "images": [str(picture)], "site": "x", "account": "a"}
    item = read_line(json.dumps(line).encode())
    assert item.id == 7 and item.images == {sha: b"bytes"}
    assert (item.draft.site, item.draft.account, item.draft.parts[0].text) == ("x", "a", "hi")
    assert (item.draft.parts[0].media[0].sha256, item.draft.parts[0].media[0].name) == (sha, "a.png")


def test_text_or_images_may_be_missing():
    assert read_line(b'{"text": ""}').draft.parts[0].text == ""
    assert read_line(b'{"images": ["/none.png"]}').draft.parts[0].media[0].unreadable == "not_found"


def test_the_site_of_a_line_that_names_none():
    assert read_line(b'{"text": "a"}', "linkedin").draft.site == "linkedin"
    assert read_line(b'{"text": "a", "site": "x"}', "linkedin").draft.site == "x"


def test_what_belongs_to_nobody_is_left_alone():
    assert read_line(b'{"id": "a", "text": "b", "label": 1, "meta": {}}').draft.parts[0].text == "b"


ERRORS = [
    (b"", "not JSON (column 1)."), (b"{", "not JSON (column 2)."), (b"\xff\xfe", "not JSON in UTF-8."),
    (b"[" * 100_000, "not JSON in UTF-8."),
    (b"[]", "a line must be a JSON object."),
    (b"12", "a line must be a JSON object."),
    (b"{}", "a draft needs `text` or `images`."), (b'{"id": 1, "images": []}', "a draft needs `text` or `images`."),
    (b'{"text": 1}', "`text` must be text."), (b'{"text": null}', "`text` must be text."),
    (b'{"text": "a", "site": 2}', "`site` must be text."), (b'{"images": "a"}', "`images` must be a list of paths."),
    (b'{"images": [1]}', "`images` must be a list of paths."),
    (b'{"txt": "a"}', "an unknown key; did you mean `text`?"),
    (b'{"text": "a", "image": ["b"]}', "an unknown key; did you mean `images`?"),
    (b'{"text": "' + b"a" * MAX_LINE + b'"}', "the line is longer than 8 MiB."),
]


@pytest.mark.parametrize("line, message", ERRORS, ids=range(len(ERRORS)))
def test_a_line_that_is_none(line, message):
    with pytest.raises(LineError) as caught:
        read_line(line)
    assert str(caught.value) == message


def test_the_id_survives_the_error():
    with pytest.raises(LineError) as caught:
        read_line(b'{"id": "d-9", "text": 1}')
    assert caught.value.draft_id == "d-9"


def test_the_kind_of_post_is_kept_and_an_unknown_one_refused():
    assert read_line(b'{"text": "a", "kind": "reply"}').draft.kind == "reply"
    assert read_line(b'{"text": "a"}').draft.kind == "post"
    with pytest.raises(LineError, match="`kind` must be one of post, reply"):
        read_line(b'{"text": "a", "kind": "shout"}')


def test_pictures_that_cannot_be_read(tmp_path):
    huge = tmp_path / "huge.png"
    with huge.open("wb") as file:
        file.truncate(VisionOptions().max_bytes + 1)
    draft, images = read_draft("", [str(tmp_path), str(tmp_path / "no.png"), "a\0b", str(huge)])
    assert [media.unreadable for media in draft.parts[0].media] == ["not_found", "not_found", "not_found", "too_large"]
    assert not images


@given(st.binary(max_size=60) | st.text(max_size=40).map(lambda text: json.dumps({"text": text}).encode()))
def test_any_line_is_a_draft_or_an_error_that_repeats_nothing(line):
    try:
        item = read_line(line)
    except LineError:
        return
    for part in item.draft.parts:
        part.text.encode("utf-8")
