export { ENTITIES_ROUTES } from './entities.routes';
