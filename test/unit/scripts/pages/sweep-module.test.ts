import { describe, expect, it } from 'vitest';
import { sweepModule } from '../../../../scripts/pages/sweep-module.mjs';

describe('sweepModule()', () => {
  it('drops what nothing alive refers to, with what is assigned to it', () => {
    const swept = sweepModule(`
      function Grid() {}
      Grid.prototype.run = function () { return spread(); };
      function spread() { return 1; }
      function Preset() {}
      Preset.prototype.run = function () { return 2; };
      export default Preset;
    `);
    expect(swept).toContain('Preset.prototype.run');
    expect(swept).not.toContain('Grid');
    expect(swept).not.toContain('spread');
  });

  it('keeps statements that do something by themselves, and all they name', () => {
    const swept = sweepModule(`
      var tools = {};
      tools.add = function () { return one; };
      var one = 1;
      var made = make();
      function make() { return {}; }
      register(tools);
    `);
    for (const part of ['tools.add', 'one = 1', 'made = make()', 'function make', 'register(tools)'])
      expect(swept).toContain(part);
  });

  it('takes a call for harmless only when it says so', () => {
    const swept = sweepModule(`
      var quiet = /*#__PURE__*/ (function () { return 1; })();
      var loud = (function () { return 2; })();
    `);
    expect(swept).not.toContain('quiet');
    expect(swept).toContain('loud');
  });

  it('keeps both owners of a function that is assigned twice', () => {
    const swept = sweepModule(`
      var a = {};
      var b = {};
      a.x = b.y = function () {};
      export { b };
    `);
    expect(swept).toContain('a.x = b.y');
    expect(swept).toContain('var a');
  });
});
