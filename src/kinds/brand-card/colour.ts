import type { Form } from "../../model/form.ts";

/** Colours as hex values, whatever the case of their letters. */
export const hexColourForm: Form = {
  key: (value) => (typeof value === "string" ? value.toLowerCase() : value),
  explain: () => "hex-colour-malformed",
};
