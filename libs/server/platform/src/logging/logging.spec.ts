import pino from 'pino';
import { type Config } from '../config';
import { type Caller } from '../context/caller';
import { emptyContext, runInContext } from '../context/request-context';
import { loggerOptions } from './logging.module';
import { redactText } from './redaction';

const CONFIG = { environment: 'production', debug: false } as Config;
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';

function linesOf(write: (logger: pino.Logger) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(pino(loggerOptions(CONFIG, 'api'), { write: (line: string) => lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('a log line', () => {
  it('says which request and whose it is', () => {
    const context = {
      ...emptyContext('req-1'),
      caller: { user_id: 7, actor: { type: 'agent', id: null, name: 'curator' } } as unknown as Caller,
      agent_task_id: 3,
    };
    const [line] = linesOf((logger) => runInContext(context, () => logger.info('done')));
    expect(line).toMatchObject({
      level: 'info',
      service: 'api',
      request_id: 'req-1',
      user_id: 7,
      actor_type: 'agent',
      agent_task_id: 3,
      msg: 'done',
    });
  });

  it('holds no secret, wherever it stands', () => {
    const planted = 'planted-secret';
    const lines = linesOf((logger) => {
      logger.info({ headers: { authorization: planted, cookie: planted, 'set-cookie': planted } }, 'a');
      logger.info(
        {
          req: { headers: { authorization: planted } },
          body: { password: planted, user: { new_password: planted } },
        },
        'b',
      );
      logger.info(
        { refresh_token: planted, tokens: { access_token: planted }, llm: { apiKey: planted } },
        'c',
      );
      logger.error(
        { err: new Error(`connect postgresql://app:${planted}@db:5432/bureau failed, Bearer ${planted}`) },
        'd',
      );
      logger.error({ err: new Error(`token ${TOKEN}`) }, 'e');
    });
    expect(lines).toHaveLength(5);
    expect(JSON.stringify(lines)).not.toContain(planted);
    expect(JSON.stringify(lines)).not.toContain(TOKEN);
  });

  it('is not written for each module and route at the start', () => {
    expect(linesOf((logger) => logger.info({ context: 'RouterExplorer' }, 'Mapped'))).toEqual([]);
  });
});

describe('redactText', () => {
  it('leaves what is no secret', () => {
    const text = 'postgresql://localhost:5432/bureau at 10:30, see https://example.org/a@b';
    expect(redactText(text)).toBe(text);
  });
});
