import { journeys } from '../../playwright.journeys';

export default journeys('api-e2e');
