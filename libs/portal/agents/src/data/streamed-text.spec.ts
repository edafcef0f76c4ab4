import { append, type StreamedText } from './streamed-text';

function delta(offset: number, text: string, message_id = 'm1') {
  return { task_id: 7, message_id, offset, text };
}

describe('streamed text', () => {
  it('grows by its pieces', () => {
    expect([delta(0, 'Two '), delta(4, 'records')].reduce<StreamedText | null>(append, null)?.text).toBe(
      'Two records',
    );
  });

  it('does not double a piece that comes twice or overlaps', () => {
    const pieces = [delta(0, 'Two '), delta(4, 'records'), delta(4, 'records'), delta(2, 'o records.')];

    expect(pieces.reduce<StreamedText | null>(append, null)?.text).toBe('Two records.');
  });

  it('says how much it has not seen when it starts in the middle or loses a piece', () => {
    expect(append(null, delta(10, 'web'))).toEqual({ message_id: 'm1', text: 'web', missing: 10 });
    expect(append({ message_id: 'm1', text: 'Two', missing: 0 }, delta(9, 'web'))).toMatchObject({
      text: 'web',
      missing: 9,
    });
  });

  it('starts anew with another message, and with a run that was taken up again', () => {
    expect(append({ message_id: 'm1', text: 'Two', missing: 0 }, delta(0, 'Now', 'm2'))).toMatchObject({
      message_id: 'm2',
      text: 'Now',
    });
    expect(append({ message_id: 'm1', text: 'Two', missing: 0 }, delta(0, 'One'))).toMatchObject({
      text: 'One',
      missing: 0,
    });
  });
});
