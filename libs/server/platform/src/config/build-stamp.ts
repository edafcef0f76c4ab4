/** Put in by the build; absent when the sources run as they are, as in tests. */
declare const __BUREAU_BUILD__: { version: string; build: string } | undefined;

/** Version of the product and the commit that it was made from. */
export const BUILD_STAMP: { version: string; build: string } =
  typeof __BUREAU_BUILD__ === 'undefined' ? { version: '0.0.0', build: 'unbuilt' } : __BUREAU_BUILD__;
