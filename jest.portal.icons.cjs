// Icons for tests. Lucide ships some two thousand components that Angular's JIT compiler would compile one by one,
// which takes minutes per spec; these have the same selectors and inputs and are made when a test imports them.
const { Component } = require('@angular/core');

const INPUTS = ['size', 'strokeWidth', 'title', 'color'];
const made = new Map([['provideLucideConfig', () => []]]);

function icon(name) {
  const selector =
    name === 'LucideDynamicIcon' ? 'svg[lucideIcon]' : `svg[${name[0].toLowerCase()}${name.slice(1)}]`;
  const inputs = name === 'LucideDynamicIcon' ? [...INPUTS, 'lucideIcon'] : INPUTS;
  return Component({ selector, template: '', inputs, host: { 'aria-hidden': 'true' } })(class {});
}

module.exports = new Proxy(
  {},
  {
    get: (_, name) => {
      if (typeof name !== 'string' || !/^(Lucide|provideLucideConfig)/.test(name)) return undefined;
      if (!made.has(name)) made.set(name, icon(name));
      return made.get(name);
    },
  },
);
