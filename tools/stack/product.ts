import { BUILD_DIR } from '../workspace/paths.ts';
import { runCommand } from '../workspace/refusal.ts';
import { runProduct } from '../start/product.ts';

// The product as `npm start` runs it, from builds that are there already.
await runCommand(() => runProduct({ mode: 'production', folder: BUILD_DIR, first: () => Promise.resolve() }));
process.exit();
