import { Module } from '@nestjs/common';
import { SessionChores } from './jobs/session-chores';
import { AccountLinks } from './links/account-links';
import { MailDelivery } from './mail/mail-delivery.service';
import { MailReconciler } from './mail/mail-reconciler';
import { MailRoutes } from './mail/mail-routes';
import { MailProcessor } from './mail/mail.processor';
import { Mailer } from './mail/mailer';

/** What the worker adds. */
@Module({
  providers: [SessionChores, AccountLinks, Mailer, MailDelivery, MailRoutes, MailProcessor, MailReconciler],
})
export class AuthJobsModule {}
