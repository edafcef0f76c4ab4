import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { provideRouter, Router } from '@angular/router';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type Entity } from '@bureau/contracts';
import { providePortal, Session } from '@bureau/portal-core';
import { of } from 'rxjs';
import { type ConflictQuestion } from './conflict-dialog';
import { EditRecordPage } from './edit-record-page';

const RECORD: Entity = {
  id: 7,
  name: 'nginx',
  description: null,
  status: 'active',
  type: null,
  metadata: { size: 640, section: 'httpd' },
  owner_id: null,
  version: 3,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
};

describe('EditRecordPage', () => {
  let page: ComponentFixture<EditRecordPage>;
  let server: HttpTestingController;
  const dialog = { open: jest.fn() };

  beforeEach(async () => {
    dialog.open.mockReset();
    TestBed.configureTestingModule({
      providers: [
        providePortal(),
        provideHttpClientTesting(),
        provideRouter([]),
        {
          provide: Session,
          useValue: {
            freshToken: async () => 'token',
            can: (permission: string) => permission !== 'entity_type:read',
          },
        },
        { provide: MatDialog, useValue: dialog },
      ],
    });
    server = TestBed.inject(HttpTestingController);
    jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    page = TestBed.createComponent(EditRecordPage);
    page.componentRef.setInput('id', '7');
    await settle();
    read().flush(RECORD);
    await settle();
  });

  afterEach(() => server.verify());

  const read = () => server.expectOne({ method: 'GET', url: '/api/v1/entities/7' });
  const patched = () => server.expectOne({ method: 'PATCH', url: '/api/v1/entities/7' });
  const element = () => page.nativeElement as HTMLElement;

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) {
      page.detectChanges();
      await new Promise((resolve) => setTimeout(resolve));
    }
    page.detectChanges();
  }

  async function type(label: string, value: string): Promise<void> {
    const all = [...element().querySelectorAll('label')];
    const control = all.find((each) => each.textContent?.trim() === label)?.control as HTMLInputElement;
    control.value = value;
    control.dispatchEvent(new Event('input'));
    await settle();
  }

  async function save(): Promise<void> {
    element().querySelector('form')?.dispatchEvent(new Event('submit'));
    await settle();
  }

  it('sends what changed alone, against the version that was looked at', async () => {
    await type('Description', 'A web server');
    expect(page.componentInstance.hasUnsavedWork()).toBe(true);
    await save();
    const { request, flush } = bound(patched());
    expect(request.body).toEqual({ description: 'A web server' });
    expect(request.headers.get('If-Match')).toBe('"3"');
    expect(request.headers.get('Content-Type')).toBe('application/merge-patch+json');
    flush({ ...RECORD, description: 'A web server', version: 4 });
    await settle();
    expect(TestBed.inject(Router).navigate).toHaveBeenCalledWith(['/records', 7]);
    expect(page.componentInstance.hasUnsavedWork()).toBe(false);
  });

  it('sends nothing while nothing changed', async () => {
    await save();
    server.expectNone({ method: 'PATCH', url: '/api/v1/entities/7' });
  });

  it('shows an error of the server beside its field and keeps the edit', async () => {
    await type('Name', 'x');
    await save();
    const errors = [{ pointer: '/name', code: 'SHORT', detail: 'At least two characters.' }];
    const problem = {
      type: 'about:blank',
      title: 'x',
      detail: 'x',
      code: 'VALIDATION_FAILED',
      request_id: 'r',
    };
    patched().flush({ ...problem, status: 400, errors }, { status: 400, statusText: 'x' });
    await settle();
    expect(element().querySelector('[aria-invalid=true]')).toHaveProperty('value', 'x');
    expect(element().textContent).toContain('At least two characters.');
    expect(element().textContent).toContain('The record was not saved.');
  });

  it('lays both changes side by side after a 412, and saves the answer against the new version', async () => {
    await type('Name', 'mine');
    await save();
    const conflict = { code: 'VERSION_CONFLICT', title: 'x', status: 412, detail: 'x', current_version: 5 };
    patched().flush(conflict, { status: 412, statusText: 'x' });
    dialog.open.mockImplementation((_dialog: unknown, { data }: { data: ConflictQuestion }) => {
      expect(data.merge.conflicts).toMatchObject([
        { field: 'name', original: 'nginx', mine: 'mine', theirs: 'theirs' },
      ]);
      return { afterClosed: () => of({ ...data.merge.draft, name: 'mine' }) };
    });
    await settle();
    read().flush({ ...RECORD, name: 'theirs', status: 'draft', version: 5 });
    await settle();
    await save();
    const second = patched();
    expect(second.request.body).toEqual({ name: 'mine' });
    expect(second.request.headers.get('If-Match')).toBe('"5"');
    second.flush({ ...RECORD, name: 'mine', status: 'draft', version: 6 });
    await settle();
  });
});

function bound(request: ReturnType<HttpTestingController['expectOne']>) {
  return { request: request.request, flush: request.flush.bind(request) };
}
