"""The replicas as a test drives them: where to write, what publishes, and what a publication looks like on the wire."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest

from .server import Received


def _graphql_x(one: Received) -> str | None:
    return one.json["variables"]["tweet_text"] if one.path.endswith("/CreateTweet") else None


def _linkedin(one: Received) -> str | None:
    query = one.query.get("queryId", [""])[0]
    if not query.startswith("voyagerContentcreationDashShares"):
        return None
    return one.json["variables"]["post"]["commentary"]["text"]


def _bluesky(one: Received) -> str | None:
    return one.json["writes"][0]["value"]["text"] if one.path.endswith(".applyWrites") else None


def _mastodon(one: Received) -> str | None:
    return one.json["status"] if one.path == "/api/v1/statuses" else None


def _brand(one: Received) -> str | None:
    return one.json["text"] if one.path == "/brand/messages" else None


@dataclass(frozen=True)
class Site:
    """One replica. ``site`` is the id under which the extension knows it."""

    name: str
    site: str
    path: str
    editor: str
    button: str
    text_of: Callable[[Received], str | None]
    opener: str = ""
    files: str = 'input[type="file"]'
    thumbnail: str = 'img[src^="blob:"]'
    query: str = ""
    host: str = "localhost"
    #: Publish gestures that this site has beyond the mouse, the finger and the keyboard on its button.
    gestures: tuple[str, ...] = ("ctrl-enter",)

    def texts(self, received: Iterable[Received]) -> list[str]:
        """The texts that were published, in order."""
        return [text for one in received if (text := self.text_of(one)) is not None]


_X_EDITOR = '[data-testid^="tweetTextarea_"][contenteditable="true"]'
_LINKEDIN_BUTTON = ".share-actions__primary-action"

X_INLINE = Site(
    "x-inline", "x", "x", f'[data-testid="primaryColumn"] {_X_EDITOR}', '[data-testid="tweetButtonInline"]', _graphql_x,
    files='[data-testid="primaryColumn"] [data-testid="fileInput"]')
X_MODAL = Site(
    "x-modal", "x", "x", f'[role="dialog"] {_X_EDITOR}', '[data-testid="tweetButton"]', _graphql_x,
    opener='[data-testid="SideNav_NewTweet_Button"]', files='[role="dialog"] [data-testid="fileInput"]')
LINKEDIN = Site("linkedin", "linkedin", "linkedin", ".ql-editor", _LINKEDIN_BUTTON, _linkedin, opener=".start-post")
LINKEDIN_SHADOW = Site(
    "linkedin-shadow", "linkedin", "linkedin", ".ql-editor", _LINKEDIN_BUTTON, _linkedin, opener=".start-post",
    query="&shadow")
BLUESKY = Site(
    "bluesky", "bluesky", "bluesky", ".ProseMirror", '[data-testid="composerPublishBtn"]', _bluesky,
    opener='[data-testid="composeFAB"]', thumbnail='img[src^="data:"]', gestures=("ctrl-enter", "meta-enter"))
MASTODON = Site(
    "mastodon", "mastodon", "mastodon", ".autosuggest-textarea__textarea",
    '.compose-form__submit button[type="submit"]', _mastodon, thumbnail=".compose-form__upload__thumbnail",
    gestures=("ctrl-enter", "meta-enter", "request-submit"))
BRAND = Site(
    "brand", "generic", "generic", '[contenteditable="true"]', ".bar button", _brand, host="brand.localhost",
    gestures=("enter",))

#: The four sites that the extension knows, X and LinkedIn in both of their shapes.
KNOWN = (X_INLINE, X_MODAL, LINKEDIN, LINKEDIN_SHADOW, BLUESKY, MASTODON)
ALL = (*KNOWN, BRAND)


def hosts(port: int) -> dict[str, str]:
    """What the extension must be told to take the replicas for the sites."""
    return {f"{site.host}:{port}/{site.path}": site.site for site in ALL}


def every(*sites: Site) -> pytest.MarkDecorator:
    """Run a test for each of these sites."""
    return pytest.mark.parametrize("site", sites, ids=lambda site: site.name)
