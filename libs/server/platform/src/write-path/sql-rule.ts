import { type SqlRule } from './resource';

/** Always true. */
export const ANY: SqlRule = { text: 'true', values: [] };

/** Every one of the rules, with their values in order. */
export function allOf(...rules: SqlRule[]): SqlRule {
  const values: unknown[] = [];
  const text = rules.map((rule) => `(${placeRule(rule, values)})`).join(' and ');
  return rules.length === 0 ? ANY : { text, values };
}

/** Puts a rule behind the parameters already in `values`: appends its values and renumbers its placeholders. */
export function placeRule(rule: SqlRule, values: unknown[]): string {
  const offset = values.length;
  values.push(...rule.values);
  return rule.text.replace(/\$(\d+)/g, (_, n: string) => `$${offset + Number(n)}`);
}
