import type { Language } from "../../messages/language.ts";
import type { Paint } from "../../paint.ts";
import type { VerifyResult } from "../../renderer.ts";
import { validationText } from "./validation.ts";

/** That a saved plan still fits, or what of it does not. */
export function verifyText({ file, problems, kinds, calls }: VerifyResult, language: Language, paint: Paint): string[] {
  if (problems.length === 0) return [language.results.verify.fits(file, calls)];
  return validationText({ problems, kinds }, language, paint);
}
