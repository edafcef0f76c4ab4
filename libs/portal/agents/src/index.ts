export { AGENTS_ROUTES } from './agents.routes';
