import type { ResourceDiff } from "../model/diff.ts";
import { diffFields } from "./fields.ts";
import type { DiffInput } from "./input.ts";
import { diffObjects } from "./objects.ts";

/**
 * Compares what is declared with what is live, field by field, after both are canonical, and judges each difference; of
 * a resource made of several objects also their items, one by one.
 *
 * Pure: no clock, no file, no network. Fields that nobody declared are not looked at.
 */
export function diffResource(input: DiffInput): ResourceDiff {
  return input.live.objects === undefined ? diffFields(input) : diffObjects(input);
}
