import { HttpHeaders, HttpResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { type AuditLog } from '@bureau/contracts';
import { Api, People } from '@bureau/portal-core';
import { anAuditLog } from '../testing/an-audit-log';
import { AuditListPage } from './audit-list-page';

async function setUp(inputs: Record<string, string>, rows: AuditLog[]) {
  const getPage = jest.fn<Promise<HttpResponse<AuditLog[]>>, [string, object]>(() =>
    Promise.resolve(new HttpResponse({ body: rows, headers: new HttpHeaders() })),
  );
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: '**', children: [] }]),
      { provide: Api, useValue: { getPage } },
      { provide: People, useValue: { nameOf: (id: number) => `person ${id}` } },
    ],
  });
  const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
  const fixture = TestBed.createComponent(AuditListPage);
  Object.entries(inputs).forEach(([name, value]) => fixture.componentRef.setInput(name, value));
  fixture.detectChanges();
  await new Promise((resolve) => setTimeout(resolve));
  fixture.detectChanges();
  return { getPage, navigate, page: fixture.nativeElement as HTMLElement };
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
});
