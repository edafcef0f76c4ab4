import { startIdentityProvider } from './identity-provider.ts';
import { startStack } from './stack.ts';

/** Starts one product, and a provider of identities, for all journeys; they find its addresses in `BUREAU_STACK`. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const provider = await startIdentityProvider();
  try {
    const { stop, ...stack } = await startStack(provider.env);
    provider.serve(stack.portal_url);
    process.env['BUREAU_STACK'] = JSON.stringify(stack);
    return async () => {
      await stop();
      await provider.stop();
    };
  } catch (error) {
    await provider.stop();
    throw error;
  }
}
