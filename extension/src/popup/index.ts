/** Starts the popup with the real browser behind it. */
import { openOptions } from "../platform/browser";
import { uiLanguages } from "../platform/language";
import { send } from "../platform/messages";
import { activeTab } from "../platform/tabs";
import { Popup } from "./popup";

const main = document.querySelector("main");
if (main) {
  const tools = { send, activeTab, languages: uiLanguages(), openOptions: () => openOptions().then(() => window.close()) };
  void new Popup(main, tools).start();
}
