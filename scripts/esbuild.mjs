// Bundles the extension's entry points and the practice page; scripts/build_extension.py calls it with one JSON argument.
import { existsSync } from "node:fs";
import { join } from "node:path";
import esbuild from "esbuild";

/** { root, out, practice, hosts, watch }: absolute folders; `practice` is "" to leave the practice page out. */
const order = JSON.parse(process.argv[2]);
const source = join(order.root, "extension", "src");

const ENTRIES = {
  background: "background/index.ts",
  content: "content/index.ts",
  page: "page/index.ts",
  "popup/index": "popup/index.ts",
  "options/index": "options/index.ts",
};

const entries = Object.entries(ENTRIES).filter(([, path]) => {
  const there = existsSync(join(source, path));
  if (!there) console.log(`left out: extension/src/${path} is not there`);
  return there;
});

const extension = {
  entryPoints: Object.fromEntries(entries.map(([name, path]) => [name, join(source, path)])),
  outdir: order.out,
  bundle: true,
  // Manifest content scripts and Firefox's background are classic scripts.
  format: "iife",
  target: ["chrome121", "firefox140"],
  charset: "utf8",
  legalComments: "none",
  absWorkingDir: order.root,
  loader: { ".css": "text", ".svg": "text" },
  define: { PACKAGED_HOSTS: JSON.stringify(order.hosts) },
  logLevel: "warning",
};

const practice = {
  entryPoints: { main: join(order.root, "practice", "src", "main.tsx") },
  outdir: order.practice,
  bundle: true,
  format: "esm",
  minify: true,
  target: ["chrome121", "firefox140"],
  charset: "utf8",
  legalComments: "none",
  absWorkingDir: order.root,
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
  logLevel: "warning",
};

const builds = order.practice ? [extension, practice] : [extension];
if (order.watch) {
  for (const options of builds) await (await esbuild.context({ ...options, logLevel: "info" })).watch();
} else {
  await Promise.all(builds.map((options) => esbuild.build(options)));
}
