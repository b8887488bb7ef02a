/** The package brings no types along. Source: its README and dist/api.js, 1.0.0-alpha.6. */
declare module "postject" {
  export function inject(
    file: string,
    name: string,
    content: Buffer,
    options: { readonly sentinelFuse: string; readonly machoSegmentName?: string },
  ): Promise<void>;
}
