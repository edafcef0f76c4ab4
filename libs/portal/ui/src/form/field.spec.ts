import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Field } from './field';
import { InputControl } from './input';

@Component({
  imports: [Field, InputControl],
  template: `<bur-field label="Name" hint="As it is called." [error]="error()"
    ><input burInput
  /></bur-field>`,
})
class Page {
  readonly error = signal('');
}

describe('Field', () => {
  let page: ComponentFixture<Page>;
  const find = <T extends Element>(selector: string) => page.nativeElement.querySelector(selector) as T;

  beforeEach(() => {
    page = TestBed.createComponent(Page);
    page.detectChanges();
  });

  it('ties label and hint to the control', () => {
    const input = find<HTMLInputElement>('input');
    expect(find<HTMLLabelElement>('label').control).toBe(input);
    expect(find(`#${input.getAttribute('aria-describedby')}`).textContent).toBe('As it is called.');
    expect(input.hasAttribute('aria-invalid')).toBe(false);
  });

  it('describes the control by the error instead, and marks it', () => {
    page.componentInstance.error.set('At most 255 characters.');
    page.detectChanges();
    const input = find('input');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(find(`#${input.getAttribute('aria-describedby')}`).textContent).toContain(
      'At most 255 characters.',
    );
  });
});
