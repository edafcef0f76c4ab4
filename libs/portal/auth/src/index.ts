export { ACCESS_ROUTES } from './access.routes';
export { SETTINGS_ROUTES } from './settings.routes';
export { SIGN_IN_ROUTES } from './sign-in.routes';
export { StepUpQuestion } from './step-up/step-up-question';
