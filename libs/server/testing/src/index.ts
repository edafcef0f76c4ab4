export { type Answer, HttpClient } from './app/http-client';
export { addUser, type SignedIn } from './app/people';
export { SocketClient } from './app/socket-client';
export { type TestApp, testApp } from './app/test-app';
export { testConfig } from './app/test-config';
export { type TestContext, testWorker } from './app/test-worker';
export { testDatabase, type TestDatabase } from './database/test-database';
export { testServices } from './jest/services';
