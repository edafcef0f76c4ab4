import { type AgentTaskDelta } from '@bureau/contracts';
import { DeltaBatcher } from './delta-batcher';

describe('DeltaBatcher', () => {
  let sent: AgentTaskDelta[];
  let batcher: DeltaBatcher;

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    batcher = new DeltaBatcher(7, 'm1', (delta) => sent.push(delta));
  });
  afterEach(() => jest.useRealTimers());

  it('gathers tokens into pieces whose offsets follow each other', () => {
    for (let i = 0; i < 45; i++) batcher.push('ab');
    batcher.flush();
    expect(sent.map(({ offset, text }) => [offset, text.length])).toEqual([
      [0, 40],
      [40, 40],
      [80, 10],
    ]);
  });

  it('holds nothing back for long', () => {
    batcher.push('slow');
    expect(sent).toEqual([]);
    jest.advanceTimersByTime(60);
    expect(sent).toEqual([{ task_id: 7, message_id: 'm1', offset: 0, text: 'slow' }]);
  });

  it('starts over at offset 0 after a failed attempt, without the text that was pending', () => {
    batcher.push('half an ans');
    batcher.flush();
    batcher.push('wer');
    batcher.restart();
    batcher.push('whole');
    batcher.flush();
    expect(sent.map(({ offset, text }) => [offset, text])).toEqual([
      [0, 'half an ans'],
      [0, 'whole'],
    ]);
  });
});
