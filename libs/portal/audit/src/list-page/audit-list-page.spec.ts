import { HttpHeaders, HttpResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { type AuditIntegrity, type AuditLog } from '@bureau/contracts';
import { Api, People } from '@bureau/portal-core';
import { anAuditLog } from '../testing/an-audit-log';
import { anIntegrity, aVerification } from '../testing/a-verification';
import { AuditListPage } from './audit-list-page';

async function setUp(
  inputs: Record<string, string>,
  rows: AuditLog[],
  integrity: AuditIntegrity = anIntegrity(),
) {
  const get = jest.fn<Promise<AuditIntegrity>, [string]>(() => Promise.resolve(integrity));
  const post = jest.fn(() => new Promise(() => undefined));
  const download = jest.fn<Promise<Blob>, [string, object]>(() => Promise.resolve(new Blob(['id'])));
  const getPage = jest.fn<Promise<HttpResponse<AuditLog[]>>, [string, object]>(() =>
    Promise.resolve(new HttpResponse({ body: rows, headers: new HttpHeaders() })),
  );
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: '**', children: [] }]),
      { provide: Api, useValue: { get, getPage, post, download } },
      { provide: People, useValue: { nameOf: (id: number) => `person ${id}` } },
    ],
  });
  const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
  const fixture = TestBed.createComponent(AuditListPage);
  Object.entries(inputs).forEach(([name, value]) => fixture.componentRef.setInput(name, value));
  fixture.detectChanges();
  await new Promise((resolve) => setTimeout(resolve));
  fixture.detectChanges();
  return { getPage, post, download, navigate, fixture, page: fixture.nativeElement as HTMLElement };
}

describe('the audit list', () => {
  it('asks for what the address says and shows it as removable filters', async () => {
    const { getPage, navigate, page } = await setUp({ action: 'entity.*', outcome: 'refused' }, []);
    expect(getPage.mock.calls[0]).toEqual([
      '/audit-logs',
      expect.objectContaining({ 'action[like]': 'entity.%', outcome: 'refused' }),
    ]);
    expect(page.textContent).toContain('No row matches these filters');

    page.querySelector<HTMLButtonElement>('.chip')?.click();
    expect(navigate).toHaveBeenCalledWith([], {
      queryParams: { action: null },
      queryParamsHandling: 'merge',
    });
  });

  it('shows who acted for whom, and links what the row is about', async () => {
    const { page } = await setUp({}, [
      anAuditLog({ actor: { type: 'agent', id: 'curator', name: 'curator' } }),
    ]);
    const row = page.querySelector('tbody tr');

    expect(row?.textContent).toMatch(/curator\s*for person 3/);
    expect(row?.querySelector('a[href="/records/7"]')?.textContent).toContain('record 7');
    expect(row?.textContent).toContain('status');
  });

  it('opens a row from anywhere in it, except where a link leads elsewhere', async () => {
    const { page, navigate } = await setUp({}, [anAuditLog()]);
    page.querySelector<HTMLElement>('tbody code')?.click();
    expect(navigate).toHaveBeenCalledWith(['/audit', 5]);

    navigate.mockClear();
    page.querySelector<HTMLElement>('a[href="/records/7"]')?.click();
    expect(navigate).not.toHaveBeenCalledWith(['/audit', 5]);
  });

  it('takes back an id that is none', async () => {
    const { page, navigate } = await setUp({}, []);
    const field = page.querySelectorAll<HTMLInputElement>('input[inputmode=numeric]')[0] as HTMLInputElement;
    field.value = '7; drop';
    field.dispatchEvent(new Event('change'));
    expect(navigate).not.toHaveBeenCalled();
    expect(field.value).toBe('');

    field.value = '7';
    field.dispatchEvent(new Event('change'));
    expect(navigate).toHaveBeenCalledWith([], {
      queryParams: { entity_id: '7' },
      queryParamsHandling: 'merge',
    });
  });

  it('says that nothing was altered, and verifies again on request', async () => {
    const { page, post } = await setUp({}, []);
    expect(page.querySelector('[role=status]')?.textContent).toMatch(
      /12,431 rows verified .*; nothing was altered/,
    );
    expect(page.querySelector('[role=alert]')).toBeNull();
    buttonOf(page, 'Verify').click();
    expect(post).toHaveBeenCalledWith('/audit-logs/verify');
  });

  it('names the first bad row for everybody to see', async () => {
    const finding = { kind: 'row_changed', seal_seq: 2, row_id: 7, detail: 'Row 7 was changed.' } as const;
    const last = aVerification({ intact: false, findings: [finding], finding_count: 2 });
    const { page } = await setUp({}, [], anIntegrity({ last }));
    const alert = page.querySelector('[role=alert]');
    expect(alert?.textContent).toContain('Row 7 was changed. 1 more finding.');
    expect(alert?.querySelector('a')?.getAttribute('href')).toBe('/audit/7');
    expect(page.querySelector('[role=status]')?.textContent?.trim()).toBe('');
  });

  it.each([
    ['CSV', 'csv'],
    ['NDJSON', 'ndjson'],
  ])('exports what the current filter finds as %s', async (label, format) => {
    const saved = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined });
    const { page, download, fixture } = await setUp({ action: 'entity.*', outcome: 'refused' }, []);
    buttonOf(page, 'Export').click();
    fixture.detectChanges();
    buttonOf(document.body, label).click();
    expect(download).toHaveBeenCalledWith(
      '/audit-logs/export',
      expect.objectContaining({ 'action[like]': 'entity.%', outcome: 'refused', format }),
    );
    expect(download.mock.calls[0]?.[1]).not.toHaveProperty('count');
    await new Promise((resolve) => setTimeout(resolve));
    expect(saved).toHaveBeenCalledTimes(1);
    saved.mockRestore();
  });
});

function buttonOf(root: HTMLElement, text: string): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find((button) => button.textContent?.includes(text));
  if (!found) throw new Error(`There is no button ${text}`);
  return found;
}
