import { DOCUMENT, effect, inject, Service, signal } from '@angular/core';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const DENSITIES = ['comfortable', 'standard', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

interface StoredPreferences {
  theme: Theme;
  density: Density;
  sidebar_folded: boolean;
  single_keys: boolean;
}

const KEY = 'bureau.preferences';
const DEFAULTS: StoredPreferences = {
  theme: 'system',
  density: 'standard',
  sidebar_folded: false,
  single_keys: true,
};

/** How this browser shows the portal: kept on the device, applied to the document at once. */
@Service()
export class Preferences {
  readonly #document = inject(DOCUMENT);
  readonly #stored = read();
  readonly theme = signal(this.#stored.theme);
  readonly density = signal(this.#stored.density);
  readonly sidebarFolded = signal(this.#stored.sidebar_folded);
  /** Shortcuts of one key without Ctrl, such as `/` and `C`. */
  readonly singleKeys = signal(this.#stored.single_keys);

  constructor() {
    this.#apply(this.theme(), this.density());
    effect(() => {
      this.#apply(this.theme(), this.density());
      this.#write();
    });
  }

  #apply(theme: Theme, density: Density): void {
    const root = this.#document.documentElement;
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    DENSITIES.forEach((each) => root.classList.toggle(`density-${each}`, each === density));
  }

  #write(): void {
    const stored: StoredPreferences = {
      theme: this.theme(),
      density: this.density(),
      sidebar_folded: this.sidebarFolded(),
      single_keys: this.singleKeys(),
    };
    localStorage.setItem(KEY, JSON.stringify(stored));
  }
}

/** What was kept, with the default for whatever is missing or not one of the values. */
function read(): StoredPreferences {
  const kept = parse(localStorage.getItem(KEY));
  return {
    theme: THEMES.find((theme) => theme === kept.theme) ?? DEFAULTS.theme,
    density: DENSITIES.find((density) => density === kept.density) ?? DEFAULTS.density,
    sidebar_folded: typeof kept.sidebar_folded === 'boolean' ? kept.sidebar_folded : DEFAULTS.sidebar_folded,
    single_keys: typeof kept.single_keys === 'boolean' ? kept.single_keys : DEFAULTS.single_keys,
  };
}

function parse(text: string | null): Partial<StoredPreferences> {
  try {
    return (JSON.parse(text ?? '{}') ?? {}) as Partial<StoredPreferences>;
  } catch {
    return {};
  }
}
