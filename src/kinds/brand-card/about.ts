import type { Pointer } from "../../model/pointer.ts";

/** WeChat Pay names the field of a wrong parameter itself, so that no code stands for one. */
export const about: Readonly<Record<string, readonly Pointer[]>> = {};
