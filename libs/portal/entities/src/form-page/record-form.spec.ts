import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type EntityType } from '@bureau/contracts';
import { ApiProblem, providePortal, Session } from '@bureau/portal-core';
import { provideRouter } from '@angular/router';
import { type RecordDraft } from '../data/entities-api';
import { RecordForm } from './record-form';

const TYPE: EntityType = {
  id: 1,
  name: 'package',
  title: 'Software package',
  description: null,
  schema: {
    type: 'object',
    required: ['section'],
    properties: { section: { type: 'string' }, size: { type: 'integer', title: 'Size in kB' } },
  },
  version: 1,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
};
const DRAFT: RecordDraft = {
  name: 'nginx',
  description: null,
  status: 'active',
  type: 'package',
  metadata: { section: 'web', homepage: 'https://nginx.org' },
};

describe('RecordForm', () => {
  let form: ComponentFixture<RecordForm>;
  const element = () => form.nativeElement as HTMLElement;
  const draft = () => form.componentInstance.draft();

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        providePortal(),
        provideHttpClientTesting(),
        provideRouter([]),
        { provide: Session, useValue: { freshToken: async () => 'token', can: () => true } },
      ],
    });
    form = TestBed.createComponent(RecordForm);
    form.componentRef.setInput('draft', DRAFT);
    form.componentRef.setInput('action', 'Save');
    await settle();
    const types = TestBed.inject(HttpTestingController).expectOne((request) =>
      request.url.endsWith('/entity-types'),
    );
    types.flush([TYPE]);
    await settle();
  });

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) {
      form.detectChanges();
      await new Promise((resolve) => setTimeout(resolve));
    }
    form.detectChanges();
  }

  function control(label: string): HTMLInputElement {
    const found = [...element().querySelectorAll('label')].find((each) => each.textContent?.trim() === label);
    if (!found?.control) throw new Error(`There is no field ${label}: ${element().textContent}`);
    return found.control as HTMLInputElement;
  }

  async function type(label: string, text: string): Promise<void> {
    control(label).value = text;
    control(label).dispatchEvent(new Event('change'));
    await settle();
  }

  it('has the fields of the type, typed, and keeps metadata that it does not name', async () => {
    expect(control('Section').value).toBe('web');
    await type('Size in kB', '1,204');
    expect(draft().metadata).toEqual({ section: 'web', homepage: 'https://nginx.org', size: 1204 });
    await type('Size in kB', '');
    expect(draft().metadata).toEqual({ section: 'web', homepage: 'https://nginx.org' });
    expect(element().querySelector<HTMLInputElement>('[aria-label="Key of line 1"]')?.value).toBe('homepage');
  });

  it('says at once what no field can hold, and does not save it', async () => {
    const save = () => element().querySelector<HTMLButtonElement>('button[type=submit]');
    await type('Size in kB', 'large');
    expect(control('Size in kB').getAttribute('aria-invalid')).toBe('true');
    expect(draft().metadata).not.toHaveProperty('size');
    expect(save()?.disabled).toBe(true);
    await type('Size in kB', '7');
    expect(save()?.disabled).toBe(false);
  });

  it('puts errors of the server beside their fields, also inside the metadata', async () => {
    const errors = [
      { pointer: '/metadata/section', code: 'SCHEMA_REQUIRED', detail: 'section is required.' },
      {
        pointer: '/metadata/colour',
        code: 'SCHEMA_ADDITIONAL_PROPERTIES',
        detail: 'There is no field colour.',
      },
    ];
    const problem = {
      type: 'about:blank',
      title: 'x',
      status: 422,
      detail: 'x',
      code: 'X',
      request_id: 'r',
      errors,
    };
    form.componentRef.setInput('problem', new ApiProblem(problem));
    await settle();
    const described = control('Section').getAttribute('aria-describedby');
    expect(element().querySelector(`#${described}`)?.textContent).toContain('section is required.');
    expect(element().querySelector('bur-metadata-editor')?.textContent).toContain(
      'There is no field colour.',
    );
  });

  it('can be written as JSON instead', async () => {
    const toggle = [...element().querySelectorAll('button')].find((each) =>
      each.textContent?.includes('as JSON'),
    );
    toggle?.click();
    await settle();
    const text = control('Metadata as JSON');
    text.value = '{"section": ';
    text.dispatchEvent(new Event('input'));
    await settle();
    expect(element().querySelector<HTMLButtonElement>('button[type=submit]')?.disabled).toBe(true);
    text.value = '{"section": "mail"}';
    text.dispatchEvent(new Event('input'));
    await settle();
    expect(draft().metadata).toEqual({ section: 'mail' });
  });
});
