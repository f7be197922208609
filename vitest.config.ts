/** Unit tests of the extension: plain ones in Node, those that need a document in jsdom. */
import { defineConfig } from "vitest/config";

const PLAIN = ["protocol", "platform", "background"].map((folder) => `tests/extension/${folder}/**/*.test.ts`);

export default defineConfig({
  define: { PACKAGED_HOSTS: "{}" },
  test: {
    restoreMocks: true,
    projects: [
      { extends: true, test: { name: "plain", environment: "node", include: [...PLAIN, "tests/extension/*.test.ts"] } },
      { extends: true, test: { name: "page", environment: "jsdom", include: ["tests/extension/*/**/*.test.{ts,tsx}"], exclude: PLAIN } },
    ],
  },
});
