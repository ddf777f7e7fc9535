import {describe, expect, it} from "vitest";
import {selectRows} from "../../../src/pipeline/dataset/selectRows.js";

const set = {
  name: "train",
  images: Buffer.from([1, 2, 3, 4, 5, 6]),
  labels: Uint8Array.of(0, 1, 0),
  count: 3,
  height: 1,
  width: 2,
  channels: 1,
  classNames: ["a", "b"],
};

describe("selectRows(set, rows)", () => {
  it("copies rows in the order given, of bytes and of floats", () => {
    const bytes = selectRows(set, [2, 0], "chosen");
    expect(bytes).toMatchObject({name: "chosen", count: 2, labels: Uint8Array.of(0, 0)});
    expect([...bytes.images]).toEqual([5, 6, 1, 2]);
    const floats = selectRows({...set, images: Float32Array.of(0.5, 1, 1.5, 2, 2.5, 3)}, [1]);
    expect(floats.images).toEqual(Float32Array.of(1.5, 2));
  });
  it("makes plain bytes of a Buffer, of which a new one brought a warning with a process id into every chapter", () => {
    expect(selectRows(set, [0]).images.constructor).toBe(Uint8Array);
  });
});
