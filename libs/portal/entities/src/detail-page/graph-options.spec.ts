import { type Neighbourhood } from '@bureau/contracts';
import { graphOptions } from './graph-options';

const COLOURS = { text: '#1', muted: '#2', centre: '#3', near: '#4', far: '#5', surface: '#6' };
const node = (id: number, distance: number) => ({
  id,
  distance,
  name: `record ${id}`,
  type: null,
  status: 'active' as const,
});

function seriesOf(neighbourhood: Neighbourhood, moves = true) {
  const { series } = graphOptions(neighbourhood, COLOURS, (type) => `${type}!`, moves) as {
    series: {
      data: { id: string; itemStyle: { color: string }; label: { show: boolean } }[];
      links: unknown;
    }[];
  };
  return series[0];
}

describe('the graph of a record', () => {
  it('tells distance by colour, and relations by their words', () => {
    const series = seriesOf({
      nodes: [node(1, 0), node(2, 1), node(3, 2)],
      edges: [{ id: 9, source_id: 1, target_id: 2, relation_type: 'depends_on' }],
      truncated: false,
    });
    expect(series?.data.map(({ id, itemStyle }) => [id, itemStyle.color])).toEqual([
      ['1', '#3'],
      ['2', '#4'],
      ['3', '#5'],
    ]);
    expect(series?.links).toEqual([{ source: '1', target: '2', value: 'depends_on!' }]);
  });

  it('names only the nearest where it is crowded', () => {
    const nodes = [node(1, 0), ...Array.from({ length: 60 }, (_, at) => node(at + 2, at < 5 ? 1 : 2))];
    const series = seriesOf({ nodes, edges: [], truncated: true });
    expect(series?.data.filter(({ label }) => label.show)).toHaveLength(6);
  });
});
