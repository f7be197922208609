/** The look of everything in the composer's shadow root. One neutral surface, one accent per tone, nothing that moves for show. */

export const SHEET = `
:host {
  all: initial !important;
  position: fixed !important;
  inset: 0 auto auto 0 !important;
  display: block !important;
  width: 0 !important;
  height: 0 !important;
  margin: 0 !important;
  padding: 0 !important;
  border: 0 !important;
  overflow: visible !important;
  background: none !important;
  pointer-events: none !important;
  z-index: 2147483647 !important;
}
:host([hidden]) { display: none !important; }
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }

.root {
  --surface: #ffffff;
  --raised: #f5f6f8;
  --line: #d3d8de;
  --text: #1b2026;
  --soft: #515a64;
  --quiet: #515a64;
  --good: #176b34;
  --ask: #855200;
  --hold: #5638b5;
  --stop: #b3261e;
  --fault: #46505a;
  --focus: #1558d6;
  --shadow: 0 1px 2px rgb(15 20 26 / .10), 0 2px 8px rgb(15 20 26 / .08);
  --lift: 0 2px 6px rgb(15 20 26 / .10), 0 12px 32px rgb(15 20 26 / .18);
  color-scheme: light;
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  color: var(--text);
  text-align: start;
  direction: ltr;
}
.root[data-theme="dark"] {
  --surface: #1d2228;
  --raised: #272d35;
  --line: #424b55;
  --text: #e9edf1;
  --soft: #aab4be;
  --quiet: #aab4be;
  --good: #6fd08c;
  --ask: #eab64d;
  --hold: #c0b0ff;
  --stop: #ff9b92;
  --fault: #c3ccd5;
  --focus: #8ab4ff;
  --shadow: 0 1px 2px rgb(0 0 0 / .4), 0 2px 8px rgb(0 0 0 / .3);
  --lift: 0 2px 6px rgb(0 0 0 / .4), 0 12px 32px rgb(0 0 0 / .5);
  color-scheme: dark;
}
[data-tone="quiet"] { --tone: var(--quiet); }
[data-tone="good"] { --tone: var(--good); }
[data-tone="ask"] { --tone: var(--ask); }
[data-tone="hold"] { --tone: var(--hold); }
[data-tone="stop"] { --tone: var(--stop); }
[data-tone="fault"] { --tone: var(--fault); }

button, textarea { font: inherit; color: inherit; margin: 0; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.icon { flex: none; display: block; color: var(--tone, currentColor); }
.spoken {
  position: fixed; inset: 0 auto auto 0; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}

.status {
  position: fixed;
  display: inline-flex; align-items: center; gap: 6px;
  width: max-content; max-width: min(280px, calc(100vw - 8px)); min-height: 28px;
  padding: 3px 11px 3px 8px;
  border: 1px solid var(--line); border-radius: 14px;
  background: var(--surface); box-shadow: var(--shadow);
  font-size: 13px; font-weight: 600; line-height: 20px;
  pointer-events: auto; user-select: none; touch-action: manipulation;
}
.status:hover, .status[aria-expanded="true"] { background: var(--raised); }
.status .words { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.status[data-tone="stop"], .status[data-tone="ask"], .status[data-tone="hold"] { border-color: var(--tone); }
.status[data-phase="checking"] .icon { animation: sway 1.4s ease-in-out infinite; }
@keyframes sway { 0%, 100% { transform: translateX(-1px); } 50% { transform: translateX(1px); } }

.panel {
  position: fixed; display: flex; flex-direction: column;
  border: 1px solid var(--line); border-radius: 14px;
  background: var(--surface); box-shadow: var(--lift);
  overflow: hidden; pointer-events: auto; overscroll-behavior: contain;
}
.panel:focus { outline: none; }
.panel:focus-visible { outline: 2px solid var(--focus); outline-offset: -2px; }
.head { display: flex; align-items: flex-start; gap: 10px; padding: 14px 10px 10px 16px; }
.head .icon { margin-top: 2px; }
.panel[data-short] { display: block; overflow: auto; }
.panel[data-short] .body { overflow: visible; }
.panel[data-short] .head { position: sticky; top: 0; background: var(--surface); z-index: 1; }
h2, h3, h4, p, ul, ol, dl, dd, dt, figure { margin: 0; padding: 0; }
h2 { flex: 1; font-size: 15px; line-height: 20px; font-weight: 650; overflow-wrap: anywhere; }
h3 { font-size: 12px; line-height: 16px; font-weight: 600; color: var(--soft); margin: 14px 0 6px; }
h4 { font-size: 14px; line-height: 20px; font-weight: 650; flex: 1 1 60%; overflow-wrap: anywhere; }
.close {
  flex: none; display: grid; place-items: center; width: 28px; height: 28px; margin: -4px 0;
  border: 0; border-radius: 8px; background: none; color: var(--soft);
}
.close .icon { margin: 0; color: inherit; }
.close:hover { background: var(--raised); }
.body { padding: 0 16px 14px; overflow: auto; min-height: 0; scrollbar-width: thin; }
.body:focus-visible { outline-offset: -2px; }
.soft, .detail { color: var(--soft); }
.detail { margin-top: 6px; overflow-wrap: anywhere; }
ul, ol { list-style: none; }
.finding { padding: 10px 0; border-top: 1px solid var(--line); }
.finding:first-child { border-top: 0; padding-top: 0; }
.line { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 8px; }
.tag {
  flex: none; font-size: 12px; line-height: 18px; font-weight: 600; padding: 0 7px;
  border: 1px solid var(--tone, var(--line)); border-radius: 9px; color: var(--tone, var(--soft));
}
.facts { display: grid; grid-template-columns: minmax(64px, max-content) 1fr; gap: 3px 12px; margin-top: 6px; }
dt { color: var(--soft); font-size: 13px; }
dd { font-size: 13px; overflow-wrap: anywhere; }
.unchecked { padding: 4px 0; overflow-wrap: anywhere; }
.unchecked b { font-weight: 600; }
.unchecked span { display: block; color: var(--soft); font-size: 13px; }

.do {
  display: flex; flex-wrap: wrap; gap: 8px; align-items: flex-end;
  padding: 12px 16px; border-top: 1px solid var(--line);
}
.do label { flex: 1 1 100%; font-size: 13px; color: var(--soft); }
.do textarea {
  flex: 1 1 100%; min-height: 40px; max-height: 100px; resize: vertical; padding: 6px 9px;
  border: 1px solid var(--soft); border-radius: 8px; background: var(--surface);
}
.push, .link {
  min-height: 32px; padding: 5px 14px; border-radius: 16px; font-size: 13px; line-height: 20px; font-weight: 600;
}
.push { border: 1px solid var(--text); background: var(--text); color: var(--surface); }
.push:hover { opacity: .88; }
.link { border: 1px solid var(--line); background: none; }
.link:hover { background: var(--raised); }
.link.small { min-height: 26px; padding: 2px 10px; }
.line .link.small { margin-top: 8px; }
.foot { margin-top: 12px; font-size: 12px; line-height: 16px; color: var(--soft); overflow-wrap: anywhere; }

.picture { margin-top: 8px; }
.frame { position: relative; overflow: hidden; border-radius: 10px; background: var(--raised); width: fit-content; max-width: 100%; }
.frame img { display: block; max-width: 100%; max-height: 220px; transition: filter .12s linear; }
.frame[data-blurred] img { filter: blur(18px) saturate(.4); }
.box {
  position: absolute; border: 2px solid #ffffff; outline: 2px solid #b3261e; border-radius: 3px; min-width: 6px; min-height: 6px;
}
.picture figcaption { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; margin-top: 6px; font-size: 13px; }
.picture figcaption span { flex: 1; color: var(--soft); overflow-wrap: anywhere; }

.mirror {
  position: fixed; overflow: hidden; pointer-events: none; forced-color-adjust: none;
  background: none; border: 0; margin: 0;
}
.mirror .lines { position: absolute; inset: 0 auto auto 0; white-space: pre-wrap; overflow-wrap: break-word; color: transparent; }
.mirror mark { background: none; color: transparent; }

@media (prefers-reduced-motion: reduce) {
  .status[data-phase="checking"] .icon { animation: none; }
  .frame img { transition: none; }
}
@media (forced-colors: active) {
  .status, .panel, .push, .link, .tag, .do textarea { border-color: CanvasText; }
  .status:hover, .status[aria-expanded="true"] { border-color: Highlight; }
  .push { forced-color-adjust: none; background: ButtonText; color: ButtonFace; border-color: ButtonText; }
  .icon { color: CanvasText; }
  .box { forced-color-adjust: none; }
  :focus-visible { outline-color: Highlight; }
}
@media (max-width: 400px) {
  .head { padding-inline-start: 14px; }
  .body, .do { padding-inline: 14px; }
  .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin-bottom: 4px; }
}
`;
