import { describe, expect, it, vi } from 'vitest';
import { UnsavedChanges } from '@/lib/client/unsaved/unsaved-changes';

describe('UnsavedChanges', () => {
  it('lets go at once where nothing is lost', () => {
    const unsaved = new UnsavedChanges();
    const go = vi.fn();
    unsaved.leave(go);
    expect(go).toHaveBeenCalledTimes(1);
    expect(unsaved.isAsking()).toBe(false);
  });

  it('asks once, and stays or leaves as it is told', () => {
    const unsaved = new UnsavedChanges();
    const heard = vi.fn();
    unsaved.subscribe(heard);
    unsaved.hold();
    const go = vi.fn();
    unsaved.leave(go);
    expect([unsaved.isAsking(), heard.mock.calls.length]).toEqual([true, 1]);
    unsaved.answer(false);
    expect(go).not.toHaveBeenCalled();
    expect(unsaved.isHeld).toBe(true);
    unsaved.leave(go);
    unsaved.answer(true);
    expect(go).toHaveBeenCalledTimes(1);
    expect(unsaved.isAsking()).toBe(false);
  });

  it('forgets what was saved, but not what another part still holds', () => {
    const unsaved = new UnsavedChanges();
    const [first, second] = [unsaved.hold(), unsaved.hold()];
    first();
    first();
    expect(unsaved.isHeld).toBe(true);
    second();
    expect(unsaved.isHeld).toBe(false);
  });
});
