import {defineConfig} from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/fixtures/**", "tests/bench/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Children, browsers and servers share two cores with others there; a test that fails twice has failed.
    retry: process.env["CI"] ? 1 : 0,
    pool: "forks",
    // The default leaves one core of two idle.
    maxWorkers: "100%",
  },
});
