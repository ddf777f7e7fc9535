import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {openBoard, share, takeTurns} from "../../../src/pipeline/training/board.js";

const size = {weights: 3, settings: 2, variables: 1, shards: 2, batchSize: 4, logits: 5};

describe("takeTurns(board, count)", () => {
  it("takes one piece at a time: what one thread has not begun, another may do", () => {
    const board = openBoard(size);
    const [mine, other] = [takeTurns(board, 3), takeTurns(board, 3)];
    expect([mine.next().value, other.next().value, mine.next().value]).toEqual([0, 1, 2]);
    expect([mine.next().done, other.next().done]).toEqual([true, true]);
  });
  it("gives each piece to exactly one, in whatever order they ask", () => {
    fc.assert(
      fc.property(fc.nat(10), fc.array(fc.nat(2), {minLength: 14, maxLength: 20}), (count, order) => {
        const board = openBoard(size);
        const threads = [0, 1, 2].map(() => takeTurns(board, count));
        const taken = order.map((thread) => threads[thread]!.next()).filter(({done}) => !done);
        expect(taken.map(({value}) => value)).toEqual(Array.from({length: count}, (_, i) => i));
      }),
    );
  });
});

describe("openBoard(size)", () => {
  it("lays everything out in memory that threads can share, as long as asked for", () => {
    const board = openBoard(size);
    const {weights, settings, moving, rows, logits, next, slots} = board;
    const parts = [weights, settings, moving, rows, logits, next, ...slots.flatMap((s) => [s.gradient, s.settings])];
    expect(parts.map(({length}) => length)).toEqual([3, 2, 1, 4, 5, 1, 3, 2, 3, 2]);
    for (const {buffer} of parts) expect(buffer).toBeInstanceOf(SharedArrayBuffer);
  });
});

describe("share(bytes)", () => {
  it("copies only what is not shared yet", () => {
    const shared = share(Uint8Array.of(1, 2, 3).subarray(1));
    expect([...shared]).toEqual([2, 3]);
    expect(share(shared)).toBe(shared);
  });
});
