import {describe, expect, it} from "vitest";
import {nodeHeaders} from "../../../../src/pipeline/engine/native/nodeHeaders.js";

const places = {
  execPath: "/opt/node/bin/node",
  version: "22.1.0",
  home: "/home/ada",
  packages: "/project/node_modules",
};
const only = (folder: string) => ({exists: (path: string): boolean => path === `${folder}/node_api.h`});

describe("nodeHeaders(places, ends)", () => {
  it.each([
    "/opt/node/include/node",
    "/home/ada/.cache/node-gyp/22.1.0/include/node",
    "/home/ada/Library/Caches/node-gyp/22.1.0/include/node",
    "/project/node_modules/node-api-headers/include",
  ])("finds them in %s", (folder) => {
    expect(nodeHeaders(places, only(folder))).toBe(folder);
  });

  it("finds them where npm was told to look", () => {
    expect(nodeHeaders({...places, nodedir: "/usr"}, only("/usr/include/node"))).toBe("/usr/include/node");
  });

  it("names the npm package that brings them where there are none", () => {
    expect(() => nodeHeaders(places, {exists: () => false})).toThrow(
      "`npm install --no-save node-api-headers` brings it",
    );
  });
});
