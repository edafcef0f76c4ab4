import { MAX_STEP_TEXT } from './agent-step.list';
import { shownText } from './redact-step';

describe('a step as people see it', () => {
  it('has no secrets, by their name or by their looks', () => {
    const shown = shownText(
      JSON.stringify({
        password: 'hunter2',
        api_key: 'abc',
        nested: { client_secret: 'x y' },
        note: 'Bearer abcdefghijkl and bur_0123456789abcdef, postgres://bob:pw@host/db',
        q: 'tokens of appreciation',
      }),
    );
    for (const secret of ['hunter2', '"abc"', 'x y', 'abcdefghijkl', 'bur_0123', 'bob:pw'])
      expect(shown).not.toContain(secret);
    expect(shown).toContain('"password":"[redacted]"');
    expect(shown).toContain('tokens of appreciation');
    expect(JSON.parse(shown ?? '')).toHaveProperty('nested.client_secret', '[redacted]');
  });

  it('has none in the JSON that tools answer as text either', () => {
    const output = {
      ok: true,
      text: JSON.stringify({ metadata: { db_password: 'hunter2', section: 'net' } }),
    };
    const shown = shownText(JSON.stringify(output)) ?? '';
    expect(shown).not.toContain('hunter2');
    expect(shown).toContain('net');
    expect(() => JSON.parse(shown) as object).not.toThrow();
  });

  it('is cut where it is long', () => {
    expect(shownText('x'.repeat(MAX_STEP_TEXT + 1))).toBe(`${'x'.repeat(MAX_STEP_TEXT)}…`);
    expect(shownText('"short"')).toBe('"short"');
    expect(shownText(null)).toBeNull();
  });
});
