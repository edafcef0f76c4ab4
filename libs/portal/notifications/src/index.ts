export { NotificationBell } from './bell/notification-bell';
export { NOTIFICATIONS_ROUTES } from './notifications.routes';
