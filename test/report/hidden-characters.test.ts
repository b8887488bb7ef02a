import { describe, expect, test } from "vitest";
import { hiddenIn } from "../../src/model/hidden-characters.ts";
import { visible } from "../../src/report/escape.ts";

/** By code points, since nobody could read them here. */
const at = (...codePoints: readonly number[]) => String.fromCodePoint(...codePoints);

describe("a character that nobody sees is found and becomes visible in output", () => {
  test.each([
    ["a tag", 0xe0041],
    ["a variation selector", 0xfe00],
    ["the selector of emoji", 0xfe0f],
    ["a supplementary variation selector", 0xe0100],
    ["a Mongolian selector", 0x180b],
    ["the fourth Mongolian selector", 0x180f],
    ["a Khmer vowel without a shape", 0x17b4],
    ["an unassigned ignorable code point", 0xfff0],
    ["a mark of shorthand", 0x1bca0],
    ["a mark of music", 0x1d173],
    ["a space without width", 0x200b],
    ["a joiner", 0x200d],
    ["a mark of direction", 0x202e],
    ["a mark of an annotation", 0xfff9],
    ["a line separator", 0x2028],
    ["a control", 0x7],
  ])("%s", (_about, codePoint) => {
    const text = `a${at(codePoint)}b`;
    expect(hiddenIn(text)).toEqual([{ character: at(codePoint), index: 1 }]);
    expect(visible(text)).toBe(`a\\u{${codePoint.toString(16)}}b`);
  });

  test.each([
    ["a joiner behind an emoji and before none", at(0x1f469, 0x200d, 0x20, 0x79), [0x200d]],
    ["a joiner behind a selector and before a letter", at(0xa9, 0xfe0f, 0x200d, 0x78), [0x200d]],
    ["a joiner before an emoji alone", at(0x200d, 0x1f469), [0x200d]],
    ["a second selector", at(0x2764, 0xfe0f, 0xfe0f), [0xfe0f]],
    ["tags behind an emoji that is no flag", at(0x1f600, 0xe0041, 0xe007f), [0xe0041, 0xe007f]],
    ["a flag whose tags have no end", at(0x1f3f4, 0xe0067, 0xe0062), [0xe0067, 0xe0062]],
    ["a selector behind a digit that is no key", at(0x31, 0xfe0f, 0x32), [0xfe0f]],
    ["two variants of one Chinese character", at(0x845b, 0xe0100, 0xe0101), [0xe0101]],
  ])("%s", (_about, text, codePoints) => {
    expect(hiddenIn(text).map(({ character }) => character.codePointAt(0))).toEqual(codePoints);
  });
});

describe("what gives a character its shape is part of it", () => {
  test.each([
    ["a family", at(0x1f468, 0x200d, 0x1f469, 0x200d, 0x1f467)],
    ["a red heart", at(0x2764, 0xfe0f)],
    ["a heart as text", at(0x2764, 0xfe0e)],
    ["a heart on fire", at(0x2764, 0xfe0f, 0x200d, 0x1f525)],
    ["a runner with a colour and a sign", at(0x1f3c3, 0x1f3fd, 0x200d, 0x2640, 0xfe0f)],
    ["the flag of England", at(0x1f3f4, 0xe0067, 0xe0062, 0xe0065, 0xe006e, 0xe0067, 0xe007f)],
    ["a rainbow flag", at(0x1f3f3, 0xfe0f, 0x200d, 0x1f308)],
    ["the key 1", at(0x31, 0xfe0f, 0x20e3)],
    ["the key #", at(0x23, 0xfe0f, 0x20e3)],
    ["a variant of a Chinese character", at(0x845b, 0xe0100)],
    ["a rare Chinese character", at(0x20bb7)],
    ["Chinese text", "云杉金卡，八折！"],
  ])("%s", (_about, text) => {
    expect(hiddenIn(text)).toEqual([]);
    expect(visible(text)).toBe(text);
  });
});
