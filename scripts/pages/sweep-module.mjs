import ts from 'typescript';

const PURE = /^\s*\/\*\s*[#@]__PURE__\s*\*\//;

/**
 * Drops the top-level statements of a module that nothing alive refers to. A bundler keeps `X.prototype.run = function ...`
 * because an assignment may do anything; here an assignment of a function or a plain value to a property of X lives only
 * as long as X does. Names count wherever they occur, so what is kept is too much rather than too little.
 * @param {string} text
 */
export function sweepModule(text) {
  const file = ts.createSourceFile('module.mjs', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const statements = file.statements.map((statement) => ({
    statement,
    owners: ownersOf(statement),
    names: namesIn(statement),
  }));
  const alive = new Set(statements.filter(({ owners }) => owners === undefined));
  const named = new Set([...alive].flatMap(({ names }) => [...names]));
  for (let before = -1; before < alive.size; ) {
    before = alive.size;
    for (const entry of statements) {
      if (alive.has(entry) || !entry.owners?.some((owner) => named.has(owner))) continue;
      alive.add(entry);
      for (const name of entry.names) named.add(name);
    }
  }
  return statements
    .filter((entry) => alive.has(entry))
    .map(({ statement }) => text.slice(statement.pos, statement.end))
    .join('');
}

/** The names without which a statement does nothing; undefined for one that may do something by itself. */
function ownersOf(/** @type {ts.Statement} */ statement) {
  if (ts.isFunctionDeclaration(statement))
    return statement.name === undefined ? undefined : [statement.name.text];
  if (ts.isVariableStatement(statement)) return ownersOfVariables(statement.declarationList);
  if (!ts.isExpressionStatement(statement)) return undefined;
  const owners = ownersOfAssignment(statement.expression);
  return owners.length === 0 ? undefined : owners;
}

function ownersOfVariables(/** @type {ts.VariableDeclarationList} */ { declarations }) {
  const owners = [];
  for (const { name, initializer } of declarations) {
    if (!ts.isIdentifier(name) || (initializer !== undefined && !isPure(initializer))) return undefined;
    owners.push(name.text);
  }
  return owners;
}

/** @returns {string[]} of `a.x = b.y = function ...` both a and b. */
function ownersOfAssignment(/** @type {ts.Expression} */ expression) {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return [];
  const owner = rootOf(expression.left);
  if (owner === undefined) return [];
  if (isPure(expression.right)) return [owner];
  const further = ownersOfAssignment(expression.right);
  return further.length === 0 ? [] : [owner, ...further];
}

/** `a` of `a.b.c`; undefined for everything else, `a` alone too. */
function rootOf(/** @type {ts.Expression} */ expression) {
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  let inner = expression.expression;
  while (ts.isPropertyAccessExpression(inner)) inner = inner.expression;
  return ts.isIdentifier(inner) ? inner.text : undefined;
}

/** @returns {boolean} whether evaluating it does nothing. */
function isPure(/** @type {ts.Expression} */ expression) {
  if (ts.isFunctionExpression(expression) || ts.isArrowFunction(expression)) return true;
  if (ts.isCallExpression(expression)) return PURE.test(expression.getFullText());
  if (ts.isIdentifier(expression) || ts.isLiteralExpression(expression)) return true;
  if (ts.isPropertyAccessExpression(expression)) return isPure(expression.expression);
  if (ts.isPrefixUnaryExpression(expression)) return isPure(expression.operand);
  if (ts.isArrayLiteralExpression(expression)) return expression.elements.every(isPure);
  if (ts.isObjectLiteralExpression(expression))
    return expression.properties.every(
      (property) =>
        ts.isMethodDeclaration(property) ||
        ts.isShorthandPropertyAssignment(property) ||
        (ts.isPropertyAssignment(property) && isPure(property.initializer)),
    );
  return [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(
    expression.kind,
  );
}

function namesIn(/** @type {ts.Statement} */ statement) {
  /** @type {Set<string>} */
  const names = new Set();
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return names;
}
