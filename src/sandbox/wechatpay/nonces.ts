/** Longest that a nonce has to be remembered: by then its timestamp is refused anyway. */
const REMEMBERED_SECONDS = 600;

/** Texts that may be used once. */
export interface Nonces {
  /** Takes a nonce; false when it was taken before. */
  use(nonce: string, nowSeconds: number): boolean;
}

/** Nothing used yet. What is too old to matter is forgotten. */
export function openNonces(): Nonces {
  const used = new Map<string, number>();
  return {
    use(nonce, nowSeconds) {
      for (const [old, seconds] of used) {
        if (seconds + REMEMBERED_SECONDS >= nowSeconds) break;
        used.delete(old);
      }
      if (used.has(nonce)) return false;
      used.set(nonce, nowSeconds);
      return true;
    },
  };
}
