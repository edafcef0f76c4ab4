import { TestBed } from '@angular/core/testing';
import { signal } from '@angular/core';
import { Api } from '../http/api';
import { Session } from '../session/session';
import { People } from './people';

function people(permissions: string[], users: Promise<{ id: number; full_name: string }[]>) {
  const get = jest.fn(() => users);
  TestBed.configureTestingModule({
    providers: [
      { provide: Api, useValue: { get } },
      {
        provide: Session,
        useValue: { user: signal({ id: 3 }), can: (permission: string) => permissions.includes(permission) },
      },
    ],
  });
  const service = TestBed.inject(People);
  TestBed.tick();
  return { service, get };
}

describe('people', () => {
  it('have names for those who may see them', async () => {
    const { service } = people(['user:read'], Promise.resolve([{ id: 4, full_name: 'Ben Okri' }]));
    await Promise.resolve();

    expect(service.nameOf(4)).toBe('Ben Okri');
    expect(service.nameOf(3)).toBe('you');
  });

  it('are numbers for others, who do not ask the server', () => {
    const { service, get } = people([], Promise.resolve([]));

    expect(service.nameOf(4)).toBe('person 4');
    expect(get).not.toHaveBeenCalled();
  });

  it('stay numbers when the server cannot be asked', async () => {
    const { service } = people(['user:read'], Promise.reject(new Error('away')));
    await Promise.resolve();

    expect(service.nameOf(4)).toBe('person 4');
  });
});
