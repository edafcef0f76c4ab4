import type { Office } from './office/office.ts';
import { measurePortal } from './portal/suite.ts';
import { measureRecords } from './records/suite.ts';
import type { Measurement, SuiteOptions } from './report/measurement.ts';
import { measureSignIn } from './signin/suite.ts';

export type Report = (measurement: Measurement) => void;

/** A part of the benchmark that can be run alone. */
export interface Suite {
  readonly name: string;
  /** Null where it needs no running product. */
  readonly onOffice:
    ((office: Office, options: SuiteOptions, report: Report) => Promise<Measurement[]>) | null;
  readonly alone?: (report: Report) => Promise<Measurement[]>;
}

export const SUITES: readonly Suite[] = [
  { name: 'records', onOffice: measureRecords },
  { name: 'signin', onOffice: measureSignIn },
  { name: 'portal', onOffice: null, alone: measurePortal },
];
