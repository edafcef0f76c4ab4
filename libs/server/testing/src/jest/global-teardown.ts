import { running } from './running-services';

export default async function globalTeardown(): Promise<void> {
  await running.bureauTestServices?.stop();
}
