import { ApiProperty } from '@nestjs/swagger';

/** Documents a field that holds any JSON value. */
export function JsonValueProperty(
  options: { description?: string; required?: boolean } = {},
): PropertyDecorator {
  return ApiProperty({
    ...options,
    nullable: true,
    oneOf: [
      { type: 'string' },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'object', additionalProperties: true },
      { type: 'array', items: {} },
    ],
  });
}
