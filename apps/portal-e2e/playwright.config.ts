import { journeys } from '../../playwright.journeys';

export default journeys('portal-e2e');
