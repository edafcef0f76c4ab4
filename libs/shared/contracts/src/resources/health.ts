export interface Liveness {
  status: 'ok';
  version: string;
  build: string;
}

export interface Readiness {
  status: 'ok' | 'unavailable';
  checks: Record<string, { status: 'ok' | 'unavailable'; detail?: string }>;
}
