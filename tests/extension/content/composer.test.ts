/** Composers by structure. @vitest-environment jsdom */
import { describe, expect, it } from "vitest";
import { Finder } from "../../../extension/src/content/composer";
import { ShadowRoots } from "../../../extension/src/content/dom";
import { siteById } from "../../../extension/src/sites";
import { MASTODON_PAGE, X_DIALOG, X_PAGE } from "./pages";

function finder(site: string, html: string): Finder {
  document.body.innerHTML = html;
  const shadows = new ShadowRoots();
  shadows.discover(document);
  return new Finder(siteById(site)!, shadows);
}

const $ = (selector: string) => document.querySelector(selector)!;

describe("Finder", () => {
  it("scopes to the closest dialog: the home box behind it is another composer", () => {
    const found = finder("x", X_PAGE + X_DIALOG);
    const [home, modal] = found.editors();
    expect(found.composerOf(home!)!.root.id).toBe("home");
    expect(found.composerOf(modal!)!.root.getAttribute("role")).toBe("dialog");
    expect(found.composerOfButton($("[data-testid=tweetButton]"))!.editors).toEqual([modal]);
  });

  it("counts the parts of a thread by position, whatever their numbers", () => {
    const found = finder("x", X_DIALOG);
    $("#parts").insertAdjacentHTML("beforeend", $("#parts").innerHTML + $("#parts").innerHTML.replace("_0", "_7"));
    expect(found.composerOfButton($("[data-testid=tweetButton]"))!.editors).toHaveLength(3);
  });

  it.each([
    ["the navigation's button that opens a composer", "[data-testid=SideNav_NewTweet_Button]"],
    ["a Reply button below a post", "article button"],
  ])("takes %s for no publish button of the home box", (_, selector) => {
    const found = finder("x", X_PAGE);
    const button = found.buttonIn([$(selector)]);
    expect(button && found.composerOfButton(button.element)).toBeNull();
  });

  it("looks into open shadow roots", () => {
    document.body.innerHTML = '<div id="interop-outlet" data-testid="interop-shadowdom"></div>';
    const root = $("#interop-outlet").attachShadow({ mode: "open" });
    root.innerHTML = '<div role="dialog"><div class="ql-editor" contenteditable="true"></div><button class="share-actions__primary-action">Post</button></div>';
    const shadows = new ShadowRoots();
    shadows.discover(document);
    const found = new Finder(siteById("linkedin")!, shadows);
    const [editor] = found.editors();
    expect(found.composerOf(editor!)!.buttons).toHaveLength(1);
    expect(found.composerOfButton(root.querySelector("button")!)!.editors).toEqual([editor]);
  });

  it("finds Mastodon's form", () => {
    const found = finder("mastodon", MASTODON_PAGE);
    expect(found.composerOf($("textarea"))!.root.className).toBe("compose-form");
  });

  it.each<[string, string, string | null]>([
    ["smallest ancestor with an editor and a button", '<main><div id="far"><section id="a"><textarea></textarea><div><button>Post</button></div></section></div></main>', "a"],
    ["Indonesian label", '<section id="a"><textarea></textarea><button>Posting</button></section>', "a"],
    ["label by aria-label", '<section id="a"><textarea></textarea><div role="button" aria-label="Kirim">➤</div></section>', "a"],
    ["label in pieces", '<section id="a"><textarea></textarea><button><span> Post </span><i></i></button></section>', "a"],
    ["part of a label is no label", '<section id="a"><textarea></textarea><button>Post settings</button></section>', null],
    ["no editor", '<section id="a"><button>Post</button></section>', null],
    ["another region of the page", '<nav><button>Post</button></nav><main><textarea></textarea></main>', null],
    ["bare in main, one of each", '<main id="a"><textarea></textarea><button>Post</button></main>', "a"],
    ["bare in main, in doubt", '<main id="a"><textarea></textarea><textarea></textarea><button>Post</button></main>', null],
  ])("generic: %s", (_, html, id) => {
    const found = finder("generic", html);
    const editor = found.editors()[0];
    expect((editor && found.composerOf(editor)?.root.id) ?? null).toBe(id);
  });

  it("generic: a comment box in the card is a composer of its own", () => {
    const found = finder("generic", '<section id="post"><textarea id="p"></textarea><div id="c"><textarea id="q"></textarea><button>Comment</button></div><button id="b">Post</button></section>');
    expect(found.composerOf($("#q"))!.root.id).toBe("c");
    expect(found.composerOfButton($("#b"))!.editors.map(({ id }) => id)).toEqual(["p"]);
  });
});
