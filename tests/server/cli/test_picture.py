"""`saring picture hash` prints what an image.match rule takes, and the rule then knows the picture again."""

import json

import pytest

from saring.cli import main
from tests.fixtures import pictures

PICTURE = pictures.words("Kampanye rahasia", "terbit bulan depan", size=60, width=900, height=500)


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as caught:
        main.main(list(arguments))
    out = capsys.readouterr()
    return caught.value.code, out.out, out.err


@pytest.mark.vision
def test_a_hash_from_the_command_line_knows_a_copy_again(capsys, tmp_path):
    (tmp_path / "embargoed.png").write_bytes(pictures.encode(PICTURE))
    (tmp_path / "flat.png").write_bytes(pictures.encode(pictures.words(width=90, height=90)))
    (tmp_path / "copy.jpg").write_bytes(pictures.encode(PICTURE.resize((640, 356)), "JPEG", quality=60))
    code, out, err = run(capsys, "picture", "hash", str(tmp_path / "embargoed.png"))
    assert code == 0 and out.endswith("  embargoed.png\n") and len(out.split()[0]) == 64
    (tmp_path / "known.txt").write_text(out, "utf-8")
    code, nothing, err = run(capsys, "picture", "hash", str(tmp_path / "flat.png"))
    assert (code, nothing) == (1, "") and "too little detail" in err
    digits = out.split()[0]
    (tmp_path / "policy.yaml").write_text(f"""
id: p
version: 1
title: P
owner: me
rules:
  - id: embargo
    kind: image.match
    action: block
    file: known.txt
    message: Not yet.
    examples:
      violates: [{{regions: [{{label: pdq.{digits}, score: 1}}]}}]
      allows: [{{regions: [{{label: pdq.{'0' * 64}, score: 1}}]}}]
""", "utf-8")
    code, out, err = run(
        capsys, "screen", "--image", str(tmp_path / "copy.jpg"), "--policy", str(tmp_path / "policy.yaml"))
    assert code == 4
    (found,) = json.loads(out)["findings"]
    assert found["rule"] == "embargo" and found["detector"] == "image_match"
    assert found["explanation"].startswith("Not yet. Recognised")
