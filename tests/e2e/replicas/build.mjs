// Bundles every replica into its own folder below the one named on the command line: main.js, index.html, replica.css.
import { copyFileSync, existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
const sites = readdirSync(here).filter((name) => existsSync(join(here, name, "main.tsx")));

await esbuild.build({
  entryPoints: Object.fromEntries(sites.map((site) => [`${site}/main`, join(here, site, "main.tsx")])),
  outdir: out,
  bundle: true,
  format: "esm",
  minify: true,
  target: ["chrome121", "firefox140"],
  charset: "utf8",
  legalComments: "none",
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
  logLevel: "warning",
});
for (const site of sites) {
  copyFileSync(join(here, site, "index.html"), join(out, site, "index.html"));
  copyFileSync(join(here, "shared", "replica.css"), join(out, site, "replica.css"));
}
