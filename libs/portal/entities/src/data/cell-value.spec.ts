import { type Entity, type JsonObject } from '@bureau/contracts';
import { cellText, editorKind, isUnchanged, readCell, withCell } from './cell-value';
import { draftOf, mergePatch } from './merge-patch';
import { columnsOf, NAME_COLUMN, type RecordColumn } from './record-columns';

const record = (metadata: JsonObject): Entity => ({
  id: 1,
  name: 'nginx',
  description: 'A server',
  status: 'active',
  type: null,
  metadata,
  owner_id: null,
  version: 1,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
});
const at = (id: string) => columnsOf([id], [])[0] as RecordColumn;
const size: RecordColumn = { ...at('metadata.size'), kind: 'number' };

describe('a cell', () => {
  it('is typed by what it holds, else by its column', () => {
    expect(editorKind(size, 'large')).toBe('text');
    expect(editorKind(size, undefined)).toBe('number');
    expect(editorKind(at('metadata.tags'), ['a'])).toBe('json');
    expect(editorKind(at('metadata.live'), false)).toBe('boolean');
  });

  it('keeps text as text, whatever it looks like', () => {
    expect(readCell(at('metadata.code'), 'text', '007')).toEqual({ value: '007' });
  });

  it('reads numbers, truths and JSON, or says what is wrong', () => {
    expect(readCell(size, 'number', '1,204')).toEqual({ value: 1204 });
    expect(readCell(size, 'number', '-0.5')).toEqual({ value: -0.5 });
    expect(readCell(size, 'number', 'many')).toHaveProperty('error');
    expect(readCell(size, 'boolean', 'false')).toEqual({ value: false });
    expect(readCell(size, 'json', '["a"]')).toEqual({ value: ['a'] });
    expect(readCell(size, 'json', '{')).toHaveProperty('error');
    expect(cellText('json', ['a'])).toBe('["a"]');
  });

  it('can be emptied, but not that of the name', () => {
    expect(readCell(size, 'number', ' ')).toEqual({ value: null });
    expect(readCell(NAME_COLUMN, 'text', ' ')).toHaveProperty('error');
    expect(readCell(NAME_COLUMN, 'text', 'x'.repeat(256))).toHaveProperty('error');
  });

  it('changes nothing but itself', () => {
    const nginx = record({ size: 1, maintainer: { team: 'infra', since: 2020 } });
    const patch = (id: string, value: string | number | null) =>
      mergePatch(draftOf(nginx), withCell(nginx, id, value));
    expect(patch('name', 'nginx-core')).toEqual({ name: 'nginx-core' });
    expect(patch('status', 'draft')).toEqual({ status: 'draft' });
    expect(patch('description', null)).toEqual({ description: null });
    expect(patch('metadata.size', 2)).toEqual({ metadata: { size: 2 } });
    expect(patch('metadata.size', null)).toEqual({ metadata: { size: null } });
    expect(patch('metadata.maintainer.team', 'web')).toEqual({ metadata: { maintainer: { team: 'web' } } });
    expect(patch('metadata.new.path', 1)).toEqual({ metadata: { new: { path: 1 } } });
  });

  it('knows when there is nothing to save', () => {
    const nginx = record({ size: 1 });
    expect(isUnchanged(nginx, size, 1)).toBe(true);
    expect(isUnchanged(nginx, size, null)).toBe(false);
    expect(isUnchanged(record({}), size, null)).toBe(true);
  });
});
