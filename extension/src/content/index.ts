/** The content script's entry: everything up to the gate's listeners runs at once, before the page's first script. */
import { send } from "../platform/messages";
import { mountComposerView } from "../ui/view";
import { App } from "./app";

new App({ send, mountView: mountComposerView }).start();
