import { Injectable } from '@nestjs/common';
import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type Config } from '../config';
import { addConventions } from './conventions';
import { withoutNullable } from './nullable';

const DESCRIPTION =
  'Records, the agents that work on them, and who decided what. Errors are problem documents; lists are arrays with a Link to the next page; every POST takes an Idempotency-Key; versioned resources have an ETag.';

/** The OpenAPI document of the running application, made when it is first asked for. */
@Injectable()
export class ApiDocument {
  private make: (() => OpenAPIObject) | null = null;
  private made: OpenAPIObject | null = null;

  /** Says of which application. */
  describe(app: INestApplication, { version }: Config): void {
    this.make = () => makeDocument(app, version);
  }

  read(): OpenAPIObject {
    if (!this.make) throw new Error('No application was described');
    return (this.made ??= this.make());
  }
}

function makeDocument(app: INestApplication, version: string): OpenAPIObject {
  const options = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Bureau')
    .setDescription(DESCRIPTION)
    .setVersion(version)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .addServer('/')
    .build();
  const document = SwaggerModule.createDocument(app, options, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  return withoutNullable(addConventions(document)) as OpenAPIObject;
}
