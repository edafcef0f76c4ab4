import { type Role } from '@bureau/contracts';
import { AccessTokens, type Config, fastifyAdapter, PlatformModule, prepareApi } from '@bureau/platform';
import { type DynamicModule, type Type } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { testDatabase, type TestDatabase } from '../database/test-database';
import { HttpClient } from './http-client';
import { type SignedIn, signInAs } from './people';
import { SocketClient } from './socket-client';
import { testConfig } from './test-config';

/** The product's API with some modules, listening, on a database of its own. */
export interface TestApp {
  app: NestFastifyApplication;
  config: Config;
  database: TestDatabase;
  url: string;
  /** Calls as nobody. */
  anonymous: HttpClient;
  /** Adds a person of this role with a session, and calls as them. */
  signIn(role: Role): Promise<SignedIn & { http: HttpClient }>;
  /** Opens a socket as the owner of the token. */
  socket(token: string | null, headers?: Record<string, string>): Promise<SocketClient>;
  /** Ends sockets, application and database; for `afterAll`. */
  close(): Promise<void>;
}

/**
 * Starts the API with these modules beside the platform's own.
 * @param changes of the configuration
 */
export async function testApp(
  modules: (Type | DynamicModule)[],
  changes: Partial<Config> = {},
): Promise<TestApp> {
  const database = await testDatabase();
  const config = testConfig(database.url, changes);
  const testing = await Test.createTestingModule({
    imports: [PlatformModule.forApi(config), ...modules],
  }).compile();
  const app = await prepareApi(
    testing.createNestApplication<NestFastifyApplication>(fastifyAdapter(), {
      bodyParser: false,
      return503OnClosing: true,
    }),
  );
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const sockets: SocketClient[] = [];
  return {
    app,
    config,
    database,
    url,
    anonymous: new HttpClient(url),
    signIn: async (role) => {
      const person = await signInAs(database, app.get(AccessTokens), role);
      return { ...person, http: new HttpClient(url, person.token) };
    },
    socket: async (token, headers) => {
      const client = await SocketClient.connect(url, token, headers);
      sockets.push(client);
      return client;
    },
    close: async () => {
      for (const socket of sockets) socket.close();
      await app.close();
      await database.drop();
    },
  };
}
