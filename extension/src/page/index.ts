/** The page's own world, before its first script: hooks its requests and hands one end of a private line to the content script. */
import { HANDOVER } from "../protocol/requests";
import { install } from "./install";
import { Line } from "./line";

const { port1, port2 } = new MessageChannel();
install(window, new Line(port1));
// The content script listens already, takes the first such message and lets nobody else see it.
window.postMessage(HANDOVER, "/", [port2]);
