import { entityTagOf, matchesTag } from './entity-tag';
import { versionOf } from './if-match.decorator';

describe('entity tags', () => {
  it('come from the version of one resource, and from nothing else', () => {
    expect(entityTagOf({ id: 1, version: 7 })).toBe('"7"');
    for (const other of [null, [{ id: 1, version: 7 }], { version: 7 }, { id: 1, version: '7' }, 'x']) {
      expect(entityTagOf(other)).toBeNull();
    }
  });

  it.each([
    ['"7"', true],
    ['W/"7"', true],
    ['"6", W/"7"', true],
    ['*', true],
    ['"77"', false],
    ['7', false],
  ])('If-None-Match %s matches "7": %s', (header, matches) => {
    expect(matchesTag(header, '"7"')).toBe(matches);
  });
});

describe('If-Match', () => {
  it.each([
    [undefined, null],
    ['*', null],
    ['"3"', 3],
    ['W/"3"', 3],
    [' "12" ', 12],
    ['"9999999999"', 2_147_483_647],
  ])('%s is %s', (header, version) => {
    expect(versionOf(header)).toBe(version);
  });

  it.each(['3', '"three"', '"1", "2"', '""', 'W/3', '"-1"'])('%s is refused', (header) => {
    expect(() => versionOf(header)).toThrow('If-Match must be one entity tag');
  });
});
