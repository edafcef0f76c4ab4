import { type IncomingHttpHeaders } from 'node:http';
import { type Config } from '../../config';

/**
 * Whether a page of this origin may use the API: the portal, an origin that the configuration names, or a page that
 * came from the very host that is called. Clients that are no browsers send no origin.
 */
export function originAllowed(config: Config, headers: IncomingHttpHeaders): boolean {
  const { origin } = headers;
  if (origin === undefined) return true;
  if (origin === new URL(config.publicUrl).origin || config.corsOrigins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === hostOf(headers);
}

function hostOf(headers: IncomingHttpHeaders): string | undefined {
  const forwarded = headers['x-forwarded-host'];
  return typeof forwarded === 'string' ? forwarded : headers.host;
}
