"""Set Saring up on this machine, start the companion, and say what to do next.

Makes its own Python environment, brings Node where there is none, builds the extension, starts the companion on
127.0.0.1:7274 and checks that it screens. With --browser it also opens a browser with a throw-away profile in which the
extension is loaded and paired. Ctrl-C ends everything that was started; a second run starts in seconds.
"""

from __future__ import annotations

import argparse
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("Saring needs Python 3.11 or newer; this is %s. Run it with a newer one." % sys.version.split()[0])

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bootstrap import Trouble, environment, extension, launch  # noqa: E402
from bootstrap.browsers import Browser, find  # noqa: E402
from bootstrap.companion import Companion  # noqa: E402
from bootstrap.console import step  # noqa: E402

FAMILIES = {"chromium": "Chrome, Edge, Chromium or Brave", "firefox": "Firefox"}


def main() -> int:
    """Do the steps in order; whatever was started is ended again, however this ends."""
    options = _arguments()
    # Said here, since whoever starts this in the background hands it down deaf to Ctrl-C; an end asked for is the same.
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, signal.default_int_handler)
    with ExitStack() as stack:
        try:
            _run(options, stack)
        except Trouble as trouble:
            print(f"\n{trouble}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            print("\nStopping.")
    return 0


def _run(options: argparse.Namespace, stack: ExitStack) -> None:
    browser = _browser(options.browser)
    with step("Preparing Python") as current:
        environment.ensure(["companion.txt"], current)
    with step("Building the extension") as current:
        built = extension.build(current)
    with step("Starting the companion") as current:
        companion = stack.enter_context(Companion(options.port))
        current.note = f"{'already there' if companion.adopted else 'listening'} on {companion.url}"
    with step("Screening a clean and an obscene sample draft") as current:
        current.note = companion.check()
    if browser is None:
        _say_next(built, companion.url)
    else:
        with step(f"Opening {browser.name} with a throw-away profile") as current:
            folder = stack.enter_context(companion.handed_over(built, browser.name))
            opened = launch.open_browser(browser, folder, f"{companion.url}/practice", options.headless)
            stack.callback(opened.close)
        print("\nWrite something in a box of the practice page; Saring's word on it stands beside the Post button."
              "\nCtrl-C here, or closing the browser, ends it and removes the profile.", flush=True)
        companion.wait(opened)
        return
    companion.wait()


def _browser(family: str | None) -> Browser | None:
    if family is None:
        return None
    browser = find(family)
    if browser is None:
        raise Trouble(f"No {FAMILIES[family]} was found on this machine. Install one, or name its program in the "
                      f"environment variable SARING_{family.upper()}.")
    return browser


def _say_next(built: Path, url: str) -> None:
    print(f"""
What to do next:
  1. Load the extension into your browser, once:
       Chrome, Edge, Brave: open the extensions page, turn on developer mode, "Load unpacked", choose
         {built}
       Firefox: open about:debugging, "This Firefox", "Load Temporary Add-on", choose manifest.json in that folder
  2. Pair the two: run this in another terminal, press "Start pairing" in Saring's settings, and type the code there
         {environment.python()} -m saring pair
  3. Try it on {url}/practice
Or see it at once, with a throw-away profile:  python3 scripts/run.py --browser chromium   (or firefox)
Ctrl-C ends the companion.""", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--browser", choices=sorted(FAMILIES), metavar="chromium|firefox",
                        help="open this kind of browser, extension loaded and paired, on the practice page")
    parser.add_argument("--port", type=int, default=7274, help="port of the companion (default: 7274)")
    parser.add_argument("--headless", action="store_true", help="open the browser without a window, as tests do")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
