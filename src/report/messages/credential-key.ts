/** The word of a credential that is no secret by itself, from the key somebody wrote. */
export function environmentWord(key: string): string {
  return key
    .replace(/_path$/i, "_file")
    .replace(/^serial(?:_number)?$/i, "serial_no")
    .toUpperCase();
}

/** The word of a secret, from the key somebody wrote; undefined where it could be several. */
export function secretWord(key: string): string | undefined {
  const plain = key.toLowerCase().replace(/[^a-z0-9]/g, "");
  const known = { secret: "APPSECRET", accesstoken: "ACCESS_TOKEN", privatekey: "PRIVATE_KEY", apiv3key: "APIV3_KEY" };
  return Object.entries(known).find(([end]) => plain.endsWith(end))?.[1];
}
