import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { chunk, chunksOf, SCRIPTED_USAGE } from './llm-chunks';
import { type ScriptedAnswer, text } from './llm-script';

/** What the product asked of the model. */
export interface LlmRequest {
  model: string;
  stream?: boolean;
  messages: { role: string; content: unknown; tool_calls?: unknown; tool_call_id?: string }[];
  tools?: { function: { name: string; parameters?: object } }[];
  stream_options?: { include_usage?: boolean };
  response_format?: { type: string; json_schema?: { name: string } };
}

/** Decides by the request, where an order of answers is not enough; what it waits for, the product waits for. */
export type Responder = (request: LlmRequest, number: number) => ScriptedAnswer | Promise<ScriptedAnswer>;

const CURATOR = text(
  JSON.stringify({ reason: 'Scripted.', parts: [{ agent: 'curator', input: 'All of it.' }] }),
);

/**
 * A stand-in for a language model: speaks OpenAI's streaming chat completions over HTTP, answers from a script, and
 * misbehaves as real ones do. It keeps its own ledger of what was asked and used.
 */
export class ScriptedLlm {
  readonly requests: LlmRequest[] = [];
  /** Requests for a plan, told apart by the format of the answer that they ask for. */
  readonly planRequests: LlmRequest[] = [];
  /** Tokens of the answers that were given whole. */
  readonly served = { input_tokens: 0, output_tokens: 0 };
  private readonly queue: ScriptedAnswer[] = [];
  private readonly plans: ScriptedAnswer[] = [];
  private responder: Responder | null = null;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ScriptedLlm> {
    const server = createServer();
    const llm = new ScriptedLlm(server);
    server.on('request', (request, response) => void llm.serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return llm;
  }

  /** For `LLM_BASE_URL`. */
  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** The next answers, one a request. */
  say(...answers: ScriptedAnswer[]): this {
    this.queue.push(...answers);
    return this;
  }

  /** The next plans of who works on a task; without one, the curator does. */
  plan(...answers: ScriptedAnswer[]): this {
    this.plans.push(...answers);
    return this;
  }

  /** Answers every request that the queue has no answer for. */
  respond(responder: Responder | null): this {
    this.responder = responder;
    return this;
  }

  /** Forgets script and requests. */
  reset(): void {
    this.queue.length = 0;
    this.plans.length = 0;
    this.requests.length = 0;
    this.planRequests.length = 0;
    this.responder = null;
    this.served.input_tokens = 0;
    this.served.output_tokens = 0;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) body += String(part);
    if (!request.url?.endsWith('/chat/completions')) return void response.writeHead(404).end();
    const asked = JSON.parse(body) as LlmRequest;
    if (asked.response_format?.json_schema?.name === 'plan') {
      this.planRequests.push(asked);
      return this.give(this.plans.shift() ?? CURATOR, response);
    }
    this.requests.push(asked);
    const answer = this.queue.shift() ?? (await this.responder?.(asked, this.requests.length));
    if (!answer) return void response.writeHead(500).end('the script is at its end');
    await this.give(answer, response);
  }

  private async give(answer: ScriptedAnswer, response: ServerResponse): Promise<void> {
    if (answer.kind === 'status') {
      const error = JSON.stringify({ error: { message: `scripted ${answer.status}` } });
      return void response
        .writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
        .end(error);
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (answer.kind === 'garbage') return void response.end(answer.body);
    if (answer.kind === 'silence') return void response.flushHeaders();
    if (answer.kind === 'endless') return this.goOn(answer, response);
    for (const one of chunksOf(answer)) response.write(`data: ${JSON.stringify(one)}\n\n`);
    if (answer.kind === 'disconnect') return void setImmediate(() => response.destroy());
    response.end(answer.kind === 'cut' ? '' : 'data: [DONE]\n\n');
    if (answer.kind === 'cut') return;
    this.served.input_tokens += SCRIPTED_USAGE.prompt_tokens;
    this.served.output_tokens += SCRIPTED_USAGE.completion_tokens;
  }

  private async goOn(
    { piece, pauseMs }: Extract<ScriptedAnswer, { kind: 'endless' }>,
    response: ServerResponse,
  ): Promise<void> {
    while (!response.destroyed) {
      response.write(`data: ${JSON.stringify(chunk({ content: piece }))}\n\n`);
      await sleep(pauseMs);
    }
  }
}
