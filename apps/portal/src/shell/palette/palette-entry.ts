import { type LucideIcon } from '@lucide/angular';

/** One line of the palette. */
export interface PaletteEntry {
  id: string;
  group: 'Recent' | 'Pages' | 'Actions' | 'Records';
  label: string;
  detail?: string;
  icon: LucideIcon;
  run: () => void;
}

/** The entries whose label has every word of the query, in the order given. */
export function matching(entries: readonly PaletteEntry[], query: string): PaletteEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
}
