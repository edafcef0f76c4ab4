import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { MatDialogRef } from '@angular/material/dialog';
import { provideRouter, Router } from '@angular/router';
import { type Permission } from '@bureau/contracts';
import { Api, Session } from '@bureau/portal-core';
import { Palette } from './palette';

describe('Palette', () => {
  let palette: ComponentFixture<Palette>;
  const api = { get: jest.fn() };
  const dialog = { close: jest.fn() };
  const allowed = signal<Permission[]>(['entity:read']);
  const session = { can: (permission: Permission) => allowed().includes(permission), signOut: jest.fn() };
  const element = () => palette.nativeElement as HTMLElement;

  beforeEach(async () => {
    jest.useFakeTimers();
    api.get.mockReset().mockResolvedValue([]);
    dialog.close.mockReset();
    allowed.set(['entity:read']);
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: Api, useValue: api },
        { provide: MatDialogRef, useValue: dialog },
        { provide: Session, useValue: session },
      ],
    });
    jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
    palette = TestBed.createComponent(Palette);
    await settle();
  });

  afterEach(() => jest.useRealTimers());

  async function settle(ms = 0): Promise<void> {
    palette.detectChanges();
    await jest.advanceTimersByTimeAsync(ms);
    palette.detectChanges();
  }

  async function type(text: string): Promise<void> {
    const input = element().querySelector('input') as HTMLInputElement;
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await settle(200);
  }

  const press = (key: string) =>
    element().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  const labels = () =>
    [...element().querySelectorAll('[role=option] .label')].map((each) => each.textContent);

  it('offers the pages and actions that the person may use', () => {
    expect(labels()).toContain('Records');
    expect(labels()).not.toContain('Audit');
    expect(labels()).not.toContain('New record');
  });

  it('finds records after a pause in typing, and goes there by Enter', async () => {
    api.get.mockResolvedValue([{ id: 88, name: 'nginx', type: 'software' }]);
    await type('ngi');
    expect(api.get).toHaveBeenCalledTimes(1);
    expect(api.get).toHaveBeenCalledWith('/entities', { q: 'ngi', limit: 6 });
    expect(labels()).toEqual(['nginx']);
    press('Enter');
    expect(dialog.close).toHaveBeenCalled();
    expect(TestBed.inject(Router).navigateByUrl).toHaveBeenCalledWith('/records/88');
  });

  it('moves with the arrows, around the end, and tells screen readers which one is marked', async () => {
    const marked = () => element().querySelector('[aria-selected=true] .label')?.textContent;
    const all = labels();
    press('ArrowDown');
    await settle();
    expect(marked()).toBe(all[1]);
    press('ArrowUp');
    press('ArrowUp');
    await settle();
    expect(marked()).toBe(all.at(-1));
    const input = element().querySelector('input');
    expect(input?.getAttribute('aria-activedescendant')).toBe(
      element().querySelector('[aria-selected=true]')?.getAttribute('id'),
    );
  });

  it('asks nothing of the server for somebody who may not read records', async () => {
    allowed.set([]);
    await type('nginx');
    expect(api.get).not.toHaveBeenCalled();
    expect(element().textContent).toContain('Nothing matches “nginx”.');
  });
});
