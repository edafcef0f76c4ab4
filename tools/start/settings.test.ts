import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { freePorts } from '../workspace/ports.ts';
import { checkPorts, readSettings } from './settings.ts';

const NO_FILE = '/nowhere/.env';

describe('the settings of a start', () => {
  it('have the documented ports', () => {
    const { port, portalPort, apiUrl, portalUrl } = readSettings({}, NO_FILE);
    assert.deepEqual([port, portalPort], [8000, 4200]);
    assert.deepEqual([apiUrl, portalUrl], ['http://127.0.0.1:8000', 'http://localhost:4200']);
  });

  it('come from the environment first, then from the file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'settings-'));
    const file = join(folder, '.env');
    writeFileSync(file, 'PORT=8111\nPORTAL_PORT=4211\nDATABASE_URL=postgresql://db/x\n');
    const { port, portalPort, databaseUrl } = readSettings({ PORT: '8222' }, file);
    rmSync(folder, { recursive: true });
    assert.deepEqual([port, portalPort, databaseUrl], [8222, 4211, 'postgresql://db/x']);
  });

  it('refuse what cannot be meant', () => {
    assert.throws(() => readSettings({ PORT: 'eighty' }, NO_FILE), {
      message: 'PORT is not a port: give a whole number from 1 to 65535.',
    });
    assert.throws(() => readSettings({ PORT: '4200' }, NO_FILE), {
      message: 'PORT and PORTAL_PORT are both 4200: give each its own.',
    });
  });

  it('name a port that is taken, and one that is free', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { value: free } = await freePorts().next();
    const settings = readSettings({ PORT: String(free), PORTAL_PORT: String(port) }, NO_FILE);
    await assert.rejects(checkPorts(settings), ({ message }: Error) => {
      const sentence =
        /^Port (\d+) is taken by another program: choose another one, PORTAL_PORT=(\d+) npm start\.$/;
      const found = sentence.exec(message);
      return Number(found?.[1]) === port && Number(found?.[2]) > port;
    });
    other.close();
  });
});
