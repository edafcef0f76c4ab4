import { withoutNullable } from './nullable';

describe('withoutNullable', () => {
  it('turns the flag into a type, at any depth', () => {
    const schema = {
      properties: {
        a: { type: 'string', nullable: true },
        b: [{ $ref: '#/x', nullable: true }],
        c: { type: 'integer' },
      },
    };
    expect(withoutNullable(schema)).toEqual({
      properties: {
        a: { type: ['string', 'null'] },
        b: [{ anyOf: [{ $ref: '#/x' }, { type: 'null' }] }],
        c: { type: 'integer' },
      },
    });
  });

  it('lets an enumeration be null as well', () => {
    expect(withoutNullable({ type: 'string', enum: ['x'], nullable: true })).toEqual({
      type: ['string', 'null'],
      enum: ['x', null],
    });
  });

  it('leaves alone what is not the flag', () => {
    const schema = { nullable: false, properties: { nullable: { type: 'boolean' } } };
    expect(withoutNullable(schema)).toEqual({ properties: { nullable: { type: 'boolean' } } });
  });
});
