import { LiveAnnouncer } from '@angular/cdk/a11y';
import { TestBed } from '@angular/core/testing';
import { Announcer } from './announcer';

describe('Announcer', () => {
  const said: string[] = [];
  let announcer: Announcer;

  beforeEach(() => {
    jest.useFakeTimers();
    said.length = 0;
    const announce = async (message: string, politeness: string) =>
      void said.push(`${politeness}: ${message}`);
    TestBed.configureTestingModule({ providers: [{ provide: LiveAnnouncer, useValue: { announce } }] });
    announcer = TestBed.inject(Announcer);
  });

  afterEach(() => jest.useRealTimers());

  it('says the first at once and then at most one message in five seconds, the newest', () => {
    announcer.say('one');
    announcer.say('two');
    announcer.say('three');
    expect(said).toEqual(['polite: one']);
    jest.advanceTimersByTime(5_000);
    expect(said).toEqual(['polite: one', 'polite: three']);
  });

  it('is ready again after a pause', () => {
    announcer.say('one');
    jest.advanceTimersByTime(10_000);
    announcer.say('two');
    expect(said).toEqual(['polite: one', 'polite: two']);
  });

  it('does not let a failure wait', () => {
    announcer.say('one');
    announcer.alert('It failed.');
    expect(said).toEqual(['polite: one', 'assertive: It failed.']);
  });
});
