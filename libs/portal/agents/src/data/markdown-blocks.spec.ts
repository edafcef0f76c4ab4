import { type MarkdownBlocks, NO_BLOCKS, toBlocks } from './markdown-blocks';

const text = '# Found\n\nTwo **records**:\n\n- apache2\n- nginx\n\n```sql\nselect 1\n\nfrom t\n```\n\nEnd';

function stream(whole: string): MarkdownBlocks[] {
  const states: MarkdownBlocks[] = [];
  for (let end = 1; end <= whole.length; end++)
    states.push(toBlocks(states.at(-1) ?? NO_BLOCKS, whole.slice(0, end)));
  return states;
}

describe('Markdown that grows', () => {
  it('ends with the blocks that the whole text has', () => {
    const last = stream(text).at(-1);

    expect(last?.finished.map((block) => block.trim())).toEqual([
      '# Found',
      'Two **records**:',
      '- apache2\n- nginx',
      '```sql\nselect 1\n\nfrom t\n```',
    ]);
    expect(last?.open).toBe('End');
  });

  it('never changes a block that is finished', () => {
    stream(text).reduce((before, now) => {
      expect(now.finished.slice(0, before.finished.length)).toEqual([...before.finished]);
      return now;
    });
  });

  it('shows whole table rows only', () => {
    const table = '| Name | Size |\n| --- | --- |\n| nginx | 6';

    expect(toBlocks(NO_BLOCKS, table).open).toBe('| Name | Size |\n| --- | --- |\n');
    expect(toBlocks(NO_BLOCKS, `${table}42 |\n`).open).toContain('| nginx | 642 |');
  });

  it('starts over when the text is another', () => {
    const before = toBlocks(NO_BLOCKS, 'One.\n\nTwo.');

    expect(toBlocks(before, 'Other.\n\nText.')).toMatchObject({
      finished: [expect.stringContaining('Other.')],
      open: 'Text.',
    });
  });
});
