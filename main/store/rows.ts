import type { Database, Statement } from 'better-sqlite3';

type SqlValue = string | number | null;
type Row = Readonly<Record<string, unknown>>;

const statements = new WeakMap<Database, Map<string, Statement>>();

/** The prepared statement of this text, made once per connection. */
export function sql(db: Database, text: string): Statement {
  const known = statements.get(db) ?? new Map<string, Statement>();
  statements.set(db, known);
  const statement = known.get(text) ?? db.prepare(text);
  known.set(text, statement);
  return statement;
}

const namesInSql: Readonly<Record<string, string>> = { startS: 'start_t', endS: 'end_t' };
const namesInCode: Readonly<Record<string, string>> = { start_t: 'startS', end_t: 'endS' };

const snakes = new Map<string, string>();

/** A name in code as one in SQL; names are few, and each is turned once. */
function toSnake(name: string): string {
  const known = snakes.get(name);
  if (known !== undefined) return known;
  const snake = namesInSql[name] ?? name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  snakes.set(name, snake);
  return snake;
}

function toCamel(name: string): string {
  return namesInCode[name] ?? name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function toColumn(name: string, value: unknown): readonly [string, SqlValue] {
  if (typeof value === 'boolean') return [toSnake(name), value ? 1 : 0];
  if (typeof value === 'number' || typeof value === 'string') return [toSnake(name), value];
  return [`${toSnake(name)}_json`, JSON.stringify(value)];
}

/** An entity as columns: snake_case, seconds as `_t`, booleans as 0 and 1, lists and objects as `…_json`; undefined is left out. */
export function toRow(entity: object): Readonly<Record<string, SqlValue>> {
  const row: Record<string, SqlValue> = {};
  for (const name in entity) {
    const given: unknown = entity[name as keyof typeof entity];
    if (given === undefined) continue;
    const [column, value] = toColumn(name, given);
    row[column] = value;
  }
  return row;
}

function fromColumn(name: string, value: unknown, booleans: readonly string[]): readonly [string, unknown] {
  if (name.endsWith('_json')) return [toCamel(name.slice(0, -5)), JSON.parse(String(value))];
  return [toCamel(name), booleans.includes(name) ? value === 1 : value];
}

/** The reverse of `toRow`, for a schema to parse: nulls are left out, `booleans` names the columns that hold 0 or 1. */
export function fromRow(row: unknown, booleans: readonly string[] = []): Row {
  return Object.fromEntries(
    Object.entries(row ?? {})
      .filter(([, value]) => value !== null)
      .map(([name, value]) => fromColumn(name, value, booleans)),
  );
}

/** Inserts an entity whose fields are the table's columns. */
export function insertRow(db: Database, table: string, entity: object): void {
  const row = toRow(entity);
  sql(db, insertText(table, Object.keys(row).join(', '))).run(...Object.values(row));
}

const insertTexts = new Map<string, string>();

function insertText(table: string, names: string): string {
  const key = `${table} ${names}`;
  const text =
    insertTexts.get(key) ??
    `INSERT INTO ${table} (${names}) VALUES (${names.replaceAll(/[a-z0-9_]+/g, '?')})`;
  insertTexts.set(key, text);
  return text;
}
