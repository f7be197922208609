"""The extension's files that need no bundling: manifest, pages, locales, icons, handover; and the zip."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

from bootstrap import Trouble

_HOST = re.compile(r"(?P<name>(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*)(?P<port>:\d{1,5})?(?P<path>/[^\s?#*]*)?")
_LOOPBACK = ("127.0.0.1", "localhost")
_HANDOVER_KEYS = {"url", "client", "secret", "protocol", "hosts", "locale"}
_NO_HANDOVER = b"{}\n"
#: Zip can't say "no date"; this is the earliest it can say.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def read_host(value: str) -> tuple[str, str]:
    """``HOST[=SITE]`` as given on the command line. Raises ``Trouble``."""
    host, _, site = value.partition("=")
    host = host.strip().lower()
    if not _HOST.fullmatch(host) or host.startswith("*"):
        raise Trouble(f"{host!r} is not a host. Write it without https://, such as social.example or example.org/feed.")
    return host, site.strip() or "generic"


def read_handover(file: Path) -> bytes:
    """The content of a handover file, checked for its shape. Raises ``Trouble``, never quoting the content."""
    try:
        data = file.read_bytes()
        fields = json.loads(data)
    except OSError as error:
        raise Trouble(f"The handover file {file} can't be read: {error.strerror}.") from None
    except ValueError:
        raise Trouble(f"The handover file {file} is not JSON. Write it with: saring pair --json > {file}") from None
    if not isinstance(fields, dict) or not set(fields) <= _HANDOVER_KEYS:
        raise Trouble(f"The handover file {file} may hold {', '.join(sorted(_HANDOVER_KEYS))} and nothing else.")
    return data


def patterns(host: str) -> list[str]:
    """The match patterns for a key of a site's ``hosts``.

    A pattern names neither port nor path: Firefox ignores a script whose pattern has a port, and the content script
    compares both itself. A name covers its subdomains, as in sites/hosts.ts; this machine's own addresses and
    names (``*.localhost``) use plain HTTP.
    """
    match = _HOST.fullmatch(host.lower())
    if match is None:
        raise Trouble(f"{host!r} in extension/src/sites is not a host.")
    name = match["name"].removeprefix("*.")
    if name in _LOOPBACK:
        return [f"http://{name}/*"]
    if name.endswith(".localhost"):
        return [f"http://*.{name}/*"]
    return [f"https://{name if _is_address(name) else '*.' + name}/*"]


def manifest(extension: Path, hosts: dict[str, str]) -> dict[str, Any]:
    """The manifest with the match lists of all sites and of ``hosts`` filled in, sorted."""
    built: dict[str, Any] = json.loads((extension / "manifest.json").read_text("utf-8"))
    covered = set(_LOOPBACK) | set(hosts)
    for file in sorted((extension / "src" / "sites").glob("*.json")):
        covered.update(json.loads(file.read_text("utf-8"))["hosts"])
    matches = sorted({pattern for host in covered for pattern in patterns(host)})
    for script in built["content_scripts"]:
        script["matches"] = matches
    built["host_permissions"] = sorted({*built["host_permissions"], *matches})
    files = sorted((extension / "icons").glob("*-*.png"))
    icons = {file.stem.rpartition("-")[2]: f"icons/{file.name}" for file in files}
    if icons:
        built["icons"] = built["action"]["default_icon"] = dict(sorted(icons.items(), key=lambda item: int(item[0])))
    return built


def lay_out(extension: Path, out: Path, hosts: dict[str, str], handover: bytes | None) -> None:
    """Empty ``out`` and put everything there but the scripts. Raises ``Trouble`` if ``out`` is some other folder."""
    if out.exists() and any(out.iterdir()) and not (out / "manifest.json").exists():
        raise Trouble(f"{out} holds something else than an extension. Choose another folder with --out.")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    _write_json(out / "manifest.json", manifest(extension, hosts))
    shutil.copyfile(extension / "managed_schema.json", out / "managed_schema.json")
    for folder, kind in (("_locales", "*/messages.json"), ("icons", "*.png")):
        for file in sorted((extension / folder).glob(kind)):
            _copy(file, out / file.relative_to(extension))
    for page in ("popup", "options"):
        for file in sorted((extension / "src" / page).glob("*")):
            if file.suffix in (".html", ".css", ".svg", ".png"):
                _copy(file, out / page / file.name)
    # Always there, or each start would leave an error in the browser's console.
    (out / "handover.json").touch(mode=0o600)
    (out / "handover.json").write_bytes(handover or _NO_HANDOVER)


def copy_practice(source: Path, out: Path) -> bool:
    """Copy the practice page's HTML and CSS to ``out``. False if there is no practice page."""
    if not (source / "src" / "main.tsx").exists():
        return False
    # Not emptied first: a running companion may be serving it.
    out.mkdir(parents=True, exist_ok=True)
    for file in sorted(source.glob("*")):
        if file.suffix in (".html", ".css"):
            shutil.copyfile(file, out / file.name)
    return True


def zip_folder(folder: Path, target: Path) -> Path:
    """Pack ``folder`` so that the same files give the same bytes: sorted, undated, one mode. The secret stays out."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), _NO_DATE)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _NO_HANDOVER if file.name == "handover.json" else file.read_bytes())
    return target


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)


def _is_address(name: str) -> bool:
    return re.fullmatch(r"[\d.]+", name) is not None


def _write_json(file: Path, value: Any) -> None:
    file.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", "utf-8")
