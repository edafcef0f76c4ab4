export { testDatabase, type TestDatabase } from './database/test-database';
export { testServices } from './jest/services';
