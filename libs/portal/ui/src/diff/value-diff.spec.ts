import { TestBed } from '@angular/core/testing';
import { type JsonValue } from '@bureau/contracts';
import { ValueDiff } from './value-diff';

function render(field: string, from: JsonValue, to: JsonValue): HTMLElement {
  const diff = TestBed.createComponent(ValueDiff);
  diff.componentRef.setInput('field', field);
  diff.componentRef.setInput('from', from);
  diff.componentRef.setInput('to', to);
  diff.detectChanges();
  return diff.nativeElement as HTMLElement;
}

const words = (element: Element | null) => element?.textContent?.replace(/\s+/g, ' ').trim();

describe('ValueDiff', () => {
  it('draws a status as chip to chip', () => {
    const chips = render('status', 'active', 'inactive').querySelectorAll('bur-status');
    expect([...chips].map(words)).toEqual(['Active', 'Inactive']);
  });

  it('draws numbers with their difference', () => {
    expect(words(render('metadata.size', 640, 642))).toBe('640 →becomes 642 (+2)');
    expect(words(render('metadata.size', 1000, 1))).toContain('(−999)');
  });

  it('marks words, and says to those who cannot see it what came and went', () => {
    const diff = render('name', 'old name', 'new name');
    expect(words(diff.querySelector('del'))).toBe('removed: old');
    expect(words(diff.querySelector('ins'))).toBe('added: new');
  });

  it('draws JSON path by path', () => {
    const lines = render('metadata', { a: 1, b: 2 }, { a: 1, b: 3 }).querySelectorAll('li');
    expect(lines).toHaveLength(1);
    expect(words(lines[0]?.querySelector('code') ?? null)).toBe('b');
  });

  it('shows markup in values as text', () => {
    const diff = render('name', '', '<img src=x onerror=alert(1)>');
    expect(diff.querySelector('img')).toBeNull();
    expect(diff.textContent).toContain('<img src=x onerror=alert(1)>');
  });

  it('says that a value is empty', () => {
    expect(words(render('description', null, null))).toBe('empty');
  });
});
