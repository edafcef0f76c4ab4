import { retriesFrom } from './retry.policy';

describe('where a retry begins', () => {
  it('goes on after the last good step when the model was away or a worker died', () => {
    for (const code of ['MODEL_UNAVAILABLE', 'CRASHED', 'INTERNAL', null])
      expect(retriesFrom('failed', code)).toBe('last_step');
  });

  it('starts over where the recorded steps lead back into the failure, and after a cancellation', () => {
    expect(retriesFrom('failed', 'LIMIT_REACHED')).toBe('start');
    expect(retriesFrom('cancelled', null)).toBe('start');
  });

  it('does not retry what is open or completed', () => {
    for (const status of ['queued', 'running', 'waiting_approval', 'waiting_input', 'completed'] as const)
      expect(retriesFrom(status, null)).toBeNull();
  });
});
