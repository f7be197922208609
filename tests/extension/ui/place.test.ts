/** Where status and panel go: inside the window, off the editor, off other controls. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clampInto, overlap, placePanel, placeStatus, rectAt, type Rect } from "../../../extension/src/ui/place";

const VIEW = { width: 1000, height: 800 };
const PILL = { width: 120, height: 28 };
const BUTTON = rectAt(600, 400, { width: 80, height: 36 });
const COMPOSER = rectAt(200, 200, { width: 500, height: 250 });
const free = () => 0;
const avoid = (...taken: Rect[]) => (rect: Rect): number => taken.reduce((sum, other) => sum + overlap(rect, other), 0);

describe("placeStatus", () => {
  it("stands before the button, in the middle of its height", () =>
    expect(placeStatus(BUTTON, COMPOSER, PILL, VIEW, false, free)).toEqual(rectAt(472, 404, PILL)));

  it("stands on the other side where writing runs from right to left", () =>
    expect(placeStatus(BUTTON, COMPOSER, PILL, VIEW, true, free).left).toBe(688));

  it.each([
    ["after the button, when something stands before it", [rectAt(400, 390, { width: 195, height: 60 })], rectAt(688, 404, PILL)],
    ["below, when both sides are taken", [rectAt(0, 395, { width: 590, height: 45 }), rectAt(690, 395, { width: 300, height: 45 })],
      rectAt(560, 444, PILL)],
    ["above, when only that is free", [rectAt(0, 400, { width: 1000, height: 400 })], rectAt(560, 364, PILL)],
  ])("stands %s", (_, taken, place) => expect(placeStatus(BUTTON, COMPOSER, PILL, VIEW, false, avoid(...taken))).toEqual(place));

  it("covers as little as can be when everything is taken", () => {
    const cost = (rect: Rect): number => (rect.top > BUTTON.bottom && rect.bottom < COMPOSER.bottom + 40 ? 1 : 100);
    expect(cost(placeStatus(BUTTON, COMPOSER, PILL, VIEW, false, cost))).toBe(1);
  });

  it("is always inside the window", () => fc.assert(fc.property(
    fc.integer({ min: -200, max: 1200 }), fc.integer({ min: -200, max: 1000 }), fc.integer({ min: 320, max: 1400 }), fc.boolean(),
    (left, top, width, rightToLeft) => {
      const view = { width, height: 600 };
      const place = placeStatus(rectAt(left, top, { width: 80, height: 36 }), COMPOSER, PILL, view, rightToLeft, free);
      expect(place).toEqual(clampInto(place, view));
    })));
});

describe("placePanel", () => {
  const editor = fc.record({ left: fc.integer({ min: 0, max: 500 }), top: fc.integer({ min: 0, max: 500 }),
    width: fc.integer({ min: 40, max: 600 }), height: fc.integer({ min: 20, max: 300 }) });

  it("opens below the status when there is room", () => {
    const status = rectAt(400, 300, PILL);
    expect(placePanel(status, rectAt(200, 200, { width: 400, height: 90 }), { width: 380, height: 300 }, VIEW))
      .toMatchObject({ top: 336, left: 140, width: 380 });
  });

  it("opens above what is typed when there is no room below, and sits on it", () => {
    const status = rectAt(400, 740, PILL);
    const panel = placePanel(status, rectAt(200, 600, { width: 400, height: 130 }), { width: 380, height: 300 }, VIEW);
    expect(panel.top + 300).toBe(592);
  });

  it("stays in the window, and off the editor unless no strip is tall enough to read in", () => fc.assert(fc.property(
    editor, fc.integer({ min: 320, max: 1400 }), fc.integer({ min: 400, max: 1000 }), fc.integer({ min: 80, max: 560 }),
    (shape, width, height, wanted) => {
      const view = { width, height };
      const typed = clampInto(rectAt(shape.left, shape.top, { width: Math.min(shape.width, width), height: shape.height }), view);
      const status = clampInto(rectAt(typed.right - 120, typed.bottom + 8, PILL), view);
      const panel = placePanel(status, typed, { width: 380, height: wanted }, view);
      const rect = rectAt(panel.left, panel.top, { width: panel.width, height: Math.min(wanted, panel.maxHeight) });
      expect(rect).toEqual(clampInto(rect, view));
      const roomAbove = typed.top - 16, roomBelow = height - status.bottom - 16;
      if (Math.max(roomAbove, roomBelow) >= Math.min(160, wanted)) expect(overlap(rect, typed)).toBe(0);
      else expect(rect.bottom - rect.top).toBeGreaterThan(60);
    })));
});
