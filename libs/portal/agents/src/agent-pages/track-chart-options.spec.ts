import { type AgentTrackFigure } from '@bureau/contracts';
import { figureName, trackChartOptions } from './track-chart-options';

const figure = (field: string | null, accepted: number): AgentTrackFigure => ({
  operation: field === null ? 'delete' : 'update',
  field,
  accepted,
  edited: 1,
  rejected: 0,
  automatic: 0,
  undone: 0,
  lower_bound: 0.5,
  recommendation: { autonomy: 'keep', reason: '', rule: null },
});

const TEXT = { ink: '#000', font: 'sans-serif' };

describe('the chart of a track record', () => {
  it('stacks five outcomes, the most frequent change on top', () => {
    const { series, yAxis } = trackChartOptions([figure('status', 9), figure(null, 2)], false, TEXT);
    expect(yAxis.data).toEqual(['delete', 'update status']);
    expect(series.map(({ name, data }) => [name, data])).toEqual([
      ['Accepted', [2, 9]],
      ['Edited', [1, 1]],
      ['Rejected', [0, 0]],
      ['By policy', [0, 0]],
      ['Undone', [0, 0]],
    ]);
  });

  it('counts what was undone once', () => {
    const undone = { ...figure('status', 3), automatic: 4, undone: 5 };
    const { series } = trackChartOptions([undone], false, TEXT);
    expect(series.map(({ data }) => data[0])).toEqual([0, 1, 0, 2, 5]);
  });

  it('shows no more bars than can be read, in the colours of its theme', () => {
    const many = Array.from({ length: 20 }, (_, n) => figure(`metadata.f${n}`, 20 - n));
    const { series, yAxis } = trackChartOptions(many, true, TEXT);
    expect(yAxis.data).toHaveLength(12);
    expect(series[0]?.itemStyle.color).toBe('#60ccc5');
    expect(figureName(figure(null, 1))).toBe('delete');
  });
});
