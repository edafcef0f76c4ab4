export { SETTINGS_ROUTES } from './settings.routes';
export { SignInPage } from './sign-in-page/sign-in-page';
