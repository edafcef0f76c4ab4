import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { fieldErrors, toApiProblem } from './api-problem';

const PROBLEM = {
  type: 'about:blank',
  title: 'The input is not valid',
  status: 400,
  detail: 'Two fields are not valid.',
  code: 'VALIDATION_FAILED',
  request_id: 'abc',
  errors: [
    { pointer: '/name', code: 'TOO_LONG', detail: 'At most 255 characters.' },
    { pointer: '/name', code: 'EMPTY', detail: 'Enter a name.' },
    { pointer: '/metadata/size', code: 'TYPE', detail: 'Must be a number.' },
  ],
};

describe('toApiProblem', () => {
  it('takes the problem document as it is', () => {
    const problem = toApiProblem(new HttpErrorResponse({ status: 400, error: PROBLEM }));
    expect(problem).toMatchObject(PROBLEM);
    expect(problem.message).toBe('Two fields are not valid.');
  });

  it('names the version that a 412 carries', () => {
    const error = { ...PROBLEM, status: 412, code: 'VERSION_CONFLICT', current_version: 9 };
    expect(toApiProblem(new HttpErrorResponse({ status: 412, error })).current_version).toBe(9);
  });

  it('says that no server was reached, with the id that was sent', () => {
    const problem = toApiProblem(new HttpErrorResponse({ status: 0 }), 'sent');
    expect(problem).toMatchObject({ status: 0, code: 'NO_CONNECTION', request_id: 'sent' });
  });

  it('does not show the page of a proxy', () => {
    const headers = new HttpHeaders({ 'X-Request-Id': 'from-header' });
    const answer = new HttpErrorResponse({ status: 502, error: '<html>Bad gateway</html>', headers });
    const problem = toApiProblem(answer);
    expect(problem).toMatchObject({ status: 502, code: 'UNAVAILABLE', request_id: 'from-header' });
    expect(problem.detail).not.toContain('<html>');
  });

  it('keeps a problem and wraps any other error', () => {
    const problem = toApiProblem(new HttpErrorResponse({ status: 400, error: PROBLEM }));
    expect(toApiProblem(problem)).toBe(problem);
    expect(toApiProblem(new Error('odd'))).toMatchObject({ code: 'PORTAL_ERROR', detail: 'odd' });
  });
});

describe('fieldErrors', () => {
  it('finds the first error of each field by its pointer', () => {
    const errors = fieldErrors(PROBLEM);
    expect(errors.get('/name')).toBe('At most 255 characters.');
    expect(errors.get('/metadata/size')).toBe('Must be a number.');
    expect(errors.get('/status')).toBeUndefined();
  });

  it('is empty without a problem', () => {
    expect(fieldErrors(null).size).toBe(0);
  });
});
