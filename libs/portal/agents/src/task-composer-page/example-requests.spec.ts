/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE_REQUESTS } from './example-requests';

describe('the examples of the composer', () => {
  const documented = readFileSync(join(__dirname, '../../../../../docs/offline-model.md'), 'utf8');

  it.each(EXAMPLE_REQUESTS.flatMap(({ examples }) => examples))(
    '%s is understood by the offline model',
    (example) => {
      expect(documented).toContain(`\`${example}\``);
    },
  );
});
