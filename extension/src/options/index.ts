/** Starts the options page with the real browser behind it. */
import { askFor } from "../platform/hosts";
import { uiLanguages } from "../platform/language";
import { send } from "../platform/messages";
import { Options } from "./options";

const main = document.querySelector("main");
if (main) void new Options(main, { send, askFor, languages: uiLanguages(), now: Date.now }).start();
