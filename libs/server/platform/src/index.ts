export * from './config';
export * from './context/caller';
export * from './context/request-context';
export * from './context/require-caller';
export * from './database/migrate';
export * from './database/statement';
export * from './errors/common-errors';
export * from './errors/problem-error';
