import { ENTITY_STATUSES, type ImportValueType } from '@bureau/contracts';

const NAMES = ['name', 'title', 'label', 'designation', 'bezeichnung'];
const DESCRIPTIONS = ['description', 'notes', 'note', 'comment', 'beschreibung'];
const OWNERS = ['owner', 'owner_id', 'owner_email'];
/** What the office keeps itself: an export has it, an import leaves it out. */
const KEPT = ['id', 'version', 'created_at', 'updated_at', 'deleted_at'];

export interface SuggestedFor {
  source: string;
  type: ImportValueType;
  samples: readonly string[];
}

/** Where each column most likely belongs; null where it is better left out. No target is suggested twice. */
export function suggestTargets(columns: readonly SuggestedFor[]): (string | null)[] {
  const taken = new Set<string>();
  const titles = columns.map(({ source }) => source.trim().toLowerCase());
  const exact = NAMES.find((name) => titles.includes(name));
  return columns.map((column, place) => {
    const target = titles[place] === exact ? 'name' : suggest(column, titles[place] ?? '');
    if (target === null || taken.has(target)) return null;
    taken.add(target);
    return target;
  });
}

function suggest({ source, type, samples }: SuggestedFor, title: string): string | null {
  if (KEPT.includes(title)) return null;
  if (title === 'metadata' && type === 'json') return 'metadata';
  if (title.startsWith('metadata.')) return source.trim();
  if (DESCRIPTIONS.includes(title)) return 'description';
  if (OWNERS.includes(title)) return 'owner';
  if (title === 'type' && type !== 'json') return 'type';
  if (title === 'status' && samples.every(isStatus)) return 'status';
  return `metadata.${source.trim().replaceAll('.', '_').slice(0, 100)}`;
}

function isStatus(text: string): boolean {
  return ENTITY_STATUSES.some((status) => status === text.trim().toLowerCase());
}
