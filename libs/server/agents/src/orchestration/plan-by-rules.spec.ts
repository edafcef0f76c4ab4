import { planByRules } from './plan-by-rules';

const STAFF = ['analyst', 'curator', 'reporter'];
const agentFor = (input: string, staff = STAFF) =>
  planByRules(input, staff, 5).parts.map(({ agent }) => agent);

describe('choosing by rules', () => {
  it.each([
    ['How many records are there?', 'analyst'],
    ['Find duplicates by homepage', 'analyst'],
    ['Who is the owner of nginx', 'analyst'],
    ['Set the status of all draft records to active', 'curator'],
    ['Please tidy up: merge what is double', 'curator'],
    ['Delete all records', 'curator'],
    ['Write a report on sections', 'reporter'],
    ['Tell Ada that the import is done', 'reporter'],
  ])('%s → %s', (input, agent) => {
    expect(agentFor(input)).toEqual([agent]);
  });

  it('makes parts of several requests, one a line, if each is understood', () => {
    const input = '1. How many records are there?\n- Set the status of all draft records to active.\n';
    expect(planByRules(input, STAFF, 5).parts).toEqual([
      { agent: 'analyst', input: 'How many records are there?' },
      { agent: 'curator', input: 'Set the status of all draft records to active.' },
    ]);
    expect(agentFor('How many records are there?\nand something else')).toEqual(['analyst']);
    expect(planByRules(input, STAFF, 1).parts).toHaveLength(1);
  });

  it('gives work to somebody who is there', () => {
    expect(agentFor('Write a report', ['curator'])).toEqual(['curator']);
  });
});
