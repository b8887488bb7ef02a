import type { Form } from "../../model/form.ts";
import type { Json } from "../../model/json.ts";

/**
 * The colours that can be sent, by name, with the hex value that is read back. Source: public SDK tables that agree
 * with captured answers, 2015–2019.
 */
export const colours: Readonly<Record<string, string>> = {
  Color010: "#63b359",
  Color020: "#2c9f67",
  Color030: "#509fc9",
  Color040: "#5885cf",
  Color050: "#9062c0",
  Color060: "#d09a45",
  Color070: "#e4b138",
  Color080: "#ee903c",
  Color081: "#f08500",
  Color082: "#a9d92d",
  Color090: "#dd6549",
  Color100: "#cc463d",
  Color101: "#cf3e36",
  Color102: "#5e6671",
};

const names: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(colours).map(([name, hex]) => [hex, name]),
);

/**
 * Colours: sent by name, read back as hex. Cards made in the console can have a hex value outside the table: such a
 * colour has no name and cannot be sent, though it can be declared as long as it is the live one.
 */
export const colourForm: Form = {
  key: hexOf,
  wire: (value) => names[String(hexOf(value))] ?? { unsendable: "colour-without-name", choices: Object.keys(colours) },
  write: (value, _context, like) => {
    const hex = String(hexOf(value));
    // Who writes hex values goes on to do so.
    if (typeof like === "string" && like.startsWith("#")) return inCaseOf(like, hex);
    return names[hex] ?? value;
  },
  show: (value) => {
    const hex = String(hexOf(value));
    const name = names[hex];
    return name === undefined ? hex : `${name} ${hex}`;
  },
  explain: () => "colour-malformed",
};

function inCaseOf(like: string, hex: string): string {
  return /[A-F]/.test(like) ? hex.toUpperCase() : hex;
}

function hexOf(value: Json): Json {
  return typeof value === "string" ? (colours[value] ?? value.toLowerCase()) : value;
}
