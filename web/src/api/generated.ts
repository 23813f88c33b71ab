// Requests and answers of the API as the server describes them. Made by tools/api_types.mjs: do not edit.

export interface Job {
  id: string;
  kind: 'import' | 'export';
  title: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  done: number;
  /** Bytes or rows; 0 when it is not known how many. */
  of: number;
  step?: string;
  error?: string;
  /** Of the transaction it made: what an undo takes back. */
  sequence?: number;
  result?: JobResult;
}

export interface JobResult {
  new?: number;
  changed?: number;
  same?: number;
  /** All of them; `rejected` has the first ones. */
  rejectedCount?: number;
  rejected?: LineProblem[];
  rows?: number;
  file?: JobFile;
}

/** What a job made: GET /api/jobs/{jobId}/file. */
export interface JobFile {
  name: string;
  size: number;
  type: string;
}

export interface Jobs {
  items: Job[];
}

/** A file that was uploaded, instead of CSV as the body. */
export interface Import {
  table?: string;
  file: string;
  dryRun?: boolean;
  /** Headers of the file to columns; others are left out. Without it each header must name a column. */
  mapping?: Record<string, string>;
  /** Columns by which rows that are there are known. */
  key?: string[];
}

export interface ImportPreview {
  separator: string;
  /** Of the first line, as `mapping` names them. */
  headers: string[];
  /** The first ones that have as many fields as there are headers. */
  rows: string[][];
  /** Below the first one; blank ones are not counted. */
  lines: number;
  /** All of them; `problems` has the first ones. */
  problemCount: number;
  problems: LineProblem[];
  /** Why nothing of it can be imported. */
  error?: LineProblem;
}

export interface LineProblem {
  line: number;
  /** What is wrong, and what to do. */
  message: string;
}

export interface Export {
  view: string;
  format?: 'csv';
  /** Parameters as GET /api/views/{view}/rows takes them: `columns=…&filter=…`. */
  query?: string;
}

export type Any = unknown;

export interface ApiError {
  statusCode: number;
  statusMessage: string;
  message: string;
  codaDetail?: { validationErrors?: { path: string; message: string }[] };
  /** Of a 409: what others wrote since. */
  conflicts?: Conflict[];
}

export interface Conflict {
  kind: 'changed' | 'rowGone' | 'rowThere' | 'linkGone' | 'linkedSince' | 'noPlace';
  table: string;
  row: string;
  column: string;
  yours: CellValue;
  theirs: CellValue;
  expected: CellValue;
  actor: string;
  actorName: string;
  time?: string;
  message: string;
}

/**
 * null is blank; a day as 2026-11-22, a moment with its offset; a row, a file, an error as objects; a list of
 * these.
 */
export type CellValue = CellItem | CellItem[];

export type CellItem = null | string | number | boolean | RowLink | FileLink | CellError;

/** A value to write: as cells are read; of a row its id suffices. */
export type CellInput = CellItem | { rowId: string; name?: string } | (CellItem | { rowId: string; name?: string })[];

export interface RowLink {
  rowId: string;
  name: string;
}

export interface FileLink {
  id: string;
  name: string;
  size: number;
  type: string;
}

export interface CellError {
  error: '#VALUE' | '#REF' | '#CYCLE' | '#LIMIT';
  reason: string;
}

/** By column id. */
export type CellValues = Record<string, CellValue>;

export interface CellStyle {
  color?: string;
  background?: string;
  bold?: boolean;
}

export interface NumberFormat {
  type?: string;
  decimals?: number;
  suffix?: string;
  currency?: string;
}

/** A text, number or boolean, or a list of them; a row as its name, a blank as an empty text. */
export type PlainValue = string | number | boolean | (string | number | boolean)[];

export interface Health {
  status: 'ok';
  version: string;
}

export interface Sequence {
  sequence: number;
}

export interface ViewRow {
  id: string;
  name: string;
  values: CellValues;
  /** By column id; * is the whole row. */
  styles: Record<string, CellStyle>;
  /** By column id: what the formula says, and who set it aside. */
  overridden?: Record<string, RowOverride>;
  /** Threads that nobody has resolved; left out where there are none. */
  comments?: number;
  /** Ids of the columns whose cells they are about. */
  commented?: string[];
}

export interface RowOverride {
  computed: CellValue;
  reason: string;
  author: string;
  expiresAt?: string;
}

export interface RowGroup {
  level: number;
  column: string;
  key: CellValue;
  offset: number;
  count: number;
  aggregates?: CellValues;
}

export interface ViewRows {
  sequence: number;
  id: string;
  table: string;
  total: number;
  offset: number;
  columns: string[];
  groupedBy: string[];
  /** A tree, flattened in order; of a grouped view. */
  groups?: RowGroup[];
  footer?: CellValues;
  summary?: SummaryNumber[];
  rows: ViewRow[];
}

export interface ViewIds {
  sequence: number;
  total: number;
  ids: string[];
}

export type RecordAnswer = ViewRow & {
  sequence: number;
  table: string;
  createdAt: string;
  updatedAt: string;
  /** Rows of other tables that point here, by relation. */
  links: { table: string; column: string; count: number }[];
};

export type Chart = ChartNumbers & {
  sequence: number;
  /** Rows. */
  total: number;
};

export interface ChartNumbers {
  x: { key: CellValue; label: string }[];
  series: {
    name: string;
    key: CellValue;
    /** One for each place of x. */
    values: CellValue[];
  }[];
  format: NumberFormat;
}

export interface SearchResult {
  sequence: number;
  items: FoundRow[];
}

export interface FoundRow {
  table: string;
  row: string;
  name: string;
  /** Whose text holds what is sought. */
  column: string;
  /** That text; of a long one the part around it. */
  text: string;
  where: 'name' | 'text';
}

export interface FormulaRequest {
  formula: string;
  /** The table whose row the formula is for, by id or name. */
  table?: string;
  /** The row, by id or name; for evaluation only. */
  row?: string;
}

export interface FormulaCheck {
  ok: boolean;
  type?: string;
  diagnostics: FormulaDiagnostic[];
  /** What it depends on besides cells. */
  inputs?: { today: boolean; now: boolean; user: boolean; random: boolean };
  reads?: { table: string; column: string }[];
}

export interface FormulaDiagnostic {
  severity: 'error' | 'warning';
  /** In UTF-16 units, as JavaScript counts. */
  begin: number;
  end: number;
  message: string;
}

export type EvaluateRequest = FormulaRequest & {
  /** Rows of the table, by id or name: a value for each. */
  rows?: string[];
  /** Values of controls, by name. */
  controls?: Record<string, CellInput>;
};

export interface Evaluated {
  value: CellValue;
  text: string;
  error?: { code: string; reason: string };
  blankBecause?: string;
}

export interface EvaluatedType {
  type: string;
  sequence: number;
}

export type EvaluateAnswer = FormulaValue | FormulaValues;

export type FormulaValue = Evaluated & EvaluatedType;

/** Where rows were given. */
export type FormulaValues = { values: (Evaluated & { row: string })[] } & EvaluatedType;

export interface FunctionList {
  items: FunctionInfo[];
}

export interface FunctionInfo {
  name: string;
  family: string;
  summary: string;
  /** As documented: If(condition, value, …, [otherwise]). */
  signature: string;
  aliases: string[];
  parameters: {
    name: string;
    kind: string;
    optional?: boolean;
    /** It, or the group from repeatFrom to it, may come again. */
    repeated?: boolean;
  }[];
  /** The first parameter of the group that may come again. */
  repeatFrom?: number;
  examples: {
    formula: string;
    /** A formula of the value; empty: blank. */
    result: string;
  }[];
}

export interface CellPlace {
  /** By name. */
  table: string;
  row: string;
  column: string;
}

export interface Contribution {
  label: string;
  value: number;
  /** It stands for so many parts that are not listed. */
  others?: number;
  cell?: CellPlace;
}

export interface ExplainedInput {
  text: string;
  value: CellValue;
  cell?: CellPlace;
}

export interface ExplainedAggregate {
  text: string;
  value: CellValue;
  table: string;
  /** What is aggregated; empty when rows are counted. */
  column: string;
  rowCount: number;
  /** The first of them. */
  rows: { id: string; name: string }[];
  values: CellValue[];
}

export interface ExplainedCondition {
  text: string;
  /** null where the answer is not known. */
  value: boolean | null;
  taken: boolean;
  result: string;
  terms: { text: string; value: boolean | null }[];
}

export interface ExplainedCause {
  text: string;
  words: string;
  cell?: CellPlace;
}

export interface Explanation {
  formula: string;
  value: CellValue;
  computed: CellValue;
  overridden: boolean;
  /** Why it is blank or an error. */
  reason: string;
  inputs: ExplainedInput[];
  aggregates: ExplainedAggregate[];
  /** Parts that add up to computed. */
  contributions: Contribution[];
  /** Parts that add nothing because they are blank. */
  unknown: { label: string; cell?: CellPlace }[];
  /** What If and Switch asked, in order. */
  conditions: ExplainedCondition[];
  /** What a blank or an error comes from. */
  causes: ExplainedCause[];
  /** The first day that asOf takes. */
  logBegins: string;
  sequence: number;
  table?: string;
  row?: string;
  rowName?: string;
  column?: string;
}

export interface CardOptions {
  gauge?: string;
  /** A formula: a card for which it holds pulses. */
  pulse?: string;
  actions?: RowAction[];
}

export type RowAction = { label: string; open: 'record' } | {
  label: string;
  /** The table that a row is added to. */
  add: string;
  /** Its column that points to the row. */
  link?: string;
} | { label: string; page: 'brief' };

export interface KanbanOptions {
  lanes?: string[];
  /** By name. */
  controls?: string[];
}

export interface CalendarOptions {
  date: string;
  end?: string;
  color?: string;
}

export interface TimelineOptions {
  start: string;
  end: string;
  progress?: string;
  color?: string;
}

export type ChartKind = 'bar' | 'line' | 'pie' | 'scatter' | 'heatmap';

export type ChartBucket = 'day' | 'week' | 'month' | 'quarter' | 'year';

export interface ChartOptions {
  kind: ChartKind;
  x: string;
  /** count, or kind:column. */
  y: string;
  series?: string;
  bucket?: ChartBucket;
}

export interface FormOptions {
  title?: string;
  columns?: string[];
  submit?: string;
}

export interface RecordLayout {
  header?: string[];
  /** By column: the column that says how much it has changed. */
  delta?: Record<string, string>;
  actions?: RowAction[];
  tabs?: RecordTab[];
}

export interface RecordTab {
  title: string;
  sections?: string[];
  related?: RelatedList[];
  timeline?: TimelineSource[];
  changes?: string[];
  files?: string;
}

export interface RelatedList {
  table: string;
  /** Its column that points to the record. */
  by: string;
  view?: string;
  columns?: string[];
}

export interface TimelineSource {
  table: string;
  by: string;
  date: string;
  title?: string;
  text?: string;
  tone?: string;
}

export interface NavigationGroup {
  title: string;
  items: NavigationItem[];
}

export interface NavigationItem {
  kind: 'view' | 'table' | 'dashboard' | 'page';
  id: string;
  table?: string;
  title: string;
  icon?: string;
}

export type HomeScopes = { label: string; view: string }[];

export interface HomeSubject {
  table: string;
  row: string;
  name: string;
}

export interface Home {
  sequence: number;
  scopes: HomeScopes;
  /** The most urgent first. */
  items: HomeItem[];
}

export interface HomeItem {
  table: string;
  row: string;
  name: string;
  subject: HomeSubject;
  reasons: HomeReason[];
  weight: number;
}

export interface HomeReason {
  text: string;
  table: string;
  /** Of which it is true. */
  row: string;
  tone?: string;
}

export interface SummaryNumber {
  label: string;
  value: CellValue;
  format: NumberFormat;
  /** Which of the rows it is about: a formula. */
  filter?: string;
}

export interface DashboardControl {
  name: string;
  kind: ControlKind;
  target?: string;
  options: string[];
  value: CellValue;
}

export type DashboardTile = KpiTile | RowsTile | ChartTile | TextTile;

export interface KpiTile {
  kind: 'kpi';
  title?: string;
  /** Why the tile shows nothing. */
  error?: string;
  value: CellValue;
  formula: string;
  format: NumberFormat;
  before?: CellValue;
  target?: number;
  good?: 'up' | 'down';
  status: 'good' | 'warn' | 'bad' | 'none';
  /** Its line. */
  series?: (number | null)[];
  open?: { view: string; filter?: string };
}

export interface RowsTile {
  kind: 'table' | 'heatmap';
  title?: string;
  /** A view or a table. */
  view: string;
  filter?: string;
  columns?: string[];
  /** Columns; `-` before one turns it round. */
  sort?: string[];
}

export interface ChartTile {
  kind: 'chart';
  title?: string;
  /** Why the tile shows nothing. */
  error?: string;
  /** A view or a table. */
  view: string;
  filter?: string;
  chart: ChartKind;
  x: string;
  y: string;
  /** The column whose values are a series each. */
  series?: string;
  bucket?: ChartBucket;
  data?: ChartNumbers;
}

export interface TextTile {
  kind: 'text';
  title?: string;
  markdown: string;
}

export interface Dashboard {
  sequence: number;
  id: string;
  name: string;
  title: string;
  description?: string;
  controls: DashboardControl[];
  sections: { title?: string; tiles: DashboardTile[] }[];
}

export interface Schema {
  sequence: number;
  name: string;
  title: string;
  description: string;
  version: string;
  timeZone: string;
  currency: string;
  tables: SchemaTable[];
  formulas: SchemaFormula[];
  controls: SchemaControl[];
  peopleTable?: string;
  home?: { title: string; scopes: HomeScopes };
  navigation?: NavigationGroup[];
  dashboards?: { id: string; name: string; title: string; description?: string }[];
}

export interface SchemaTable {
  id: string;
  name: string;
  /** The column that names a row, by name. */
  display: string;
  system: boolean;
  rowCount: number;
  columns: SchemaColumn[];
  views: SchemaView[];
  formats: SchemaFormat[];
  title?: string;
  description?: string;
  record?: RecordLayout;
}

export interface SchemaColumn {
  id: string;
  name: string;
  type: string;
  storage: 'none' | 'boolean' | 'number' | 'date' | 'instant' | 'text' | 'texts' | 'row' | 'rows';
  computed: boolean;
  writable: boolean;
  title?: string;
  description?: string;
  section?: string;
  /** Why nobody can write it. */
  readOnlyReason?: string;
  formula?: string;
  formulaType?: string;
  overridable?: boolean;
  tracked?: boolean;
  required?: boolean;
  unique?: boolean;
  indexed?: boolean;
  /** A formula. */
  default?: string;
  decimals?: number;
  suffix?: string;
  currency?: string;
  format?: NumberFormat;
  minimum?: number;
  maximum?: number;
  step?: number;
  options?: SchemaOption[];
  /** The table that a relation points to, by name. */
  target?: string;
  /** The column on the other side, by name. */
  inverse?: string;
  action?: string;
}

export interface SchemaOption {
  name: string;
  color?: string;
}

export interface SchemaView {
  id: string;
  name: string;
  layout: ViewLayout;
  sort: SchemaSortKey[];
  group: SchemaSortKey[];
  columns: string[];
  formats: SchemaFormat[];
  default: boolean;
  description?: string;
  filter?: string;
  card?: CardOptions;
  kanban?: KanbanOptions;
  calendar?: CalendarOptions;
  timeline?: TimelineOptions;
  chart?: ChartOptions;
  form?: FormOptions;
  summary?: {
    label: string;
    aggregate: string;
    column?: string;
    /** A formula. */
    where?: string;
  }[];
}

export type ViewLayout = 'grid' | 'card' | 'kanban' | 'calendar' | 'timeline' | 'form' | 'detail' | 'chart';

export interface SchemaSortKey {
  /** By name. */
  column: string;
  descending: boolean;
}

export interface SchemaFormat {
  when: string;
  /** By name; none: the whole row. */
  columns: string[];
  style: CellStyle;
}

export interface SchemaFormula {
  id: string;
  name: string;
  formula: string;
  description?: string;
}

export type ControlKind =
  | 'checkbox'
  | 'datePicker'
  | 'dateRangePicker'
  | 'dateTimePicker'
  | 'lookup'
  | 'multiselect'
  | 'scale'
  | 'select'
  | 'slider'
  | 'textbox';

export interface SchemaControl {
  id: string;
  name: string;
  kind: ControlKind;
  target?: string;
  /** A formula. */
  default?: string;
  options?: string[];
  value?: CellValue;
}

/** Settings as GET /api/schema shows them; docs/schema-changes.md. */
export type SchemaSettings = Record<string, unknown>;

export interface SchemaChange {
  verb: 'add' | 'change' | 'remove';
  subject: 'table' | 'column' | 'option' | 'view' | 'formula' | 'control';
  table?: string;
  column?: string;
  name?: string;
  settings?: SchemaSettings;
}

export interface SchemaChanges {
  changes: SchemaChange[];
}

export interface SchemaRestore {
  /** As GET /api/schema/removed shows them. */
  ids: string[];
}

export interface SchemaReport {
  possible: boolean;
  applied: boolean;
  sequence: number;
  changes: {
    verb: string;
    subject: string;
    id: string;
    table: string;
    column: string;
    name: string;
    words: string;
    details: { key: string; before: string; after: string }[];
  }[];
  obstacles: {
    kind: string;
    path: string;
    message: string;
    confirmed: boolean;
    count: number;
    examples: ValueSample[];
  }[];
  dependents: SchemaDependent[];
  values: ColumnEffect[];
  changedValues: number;
  changedRows: number;
  removedRows: number;
}

export interface SchemaDependent {
  kind: string;
  table: string;
  name: string;
  id: string;
  words: string;
  direct: boolean;
}

export interface RemovedParts {
  items: {
    subject: string;
    id: string;
    table: string;
    name: string;
    sequence: number;
    time: string;
    actor: string;
    reason: string;
  }[];
}

export interface BlueprintFiles {
  /** The text of each file by its path in the folder. */
  files: Record<string, string>;
}

export interface Check {
  findings: Finding[];
  errors: number;
  warnings: number;
  notes: number;
}

export interface Finding {
  rule: string;
  severity: 'error' | 'warning' | 'note';
  table?: string;
  /** A column, a view or a part. */
  subject?: string;
  what: string;
  why: string;
  remedy: string;
  /** The amendment that answers it. */
  amendment?: string;
}

export interface Amendment {
  id: string;
  title: string;
  reason: string;
  on: boolean;
  /** Findings of the checker that it answers. */
  answers: { finding: string; table: string; column: string }[];
  changes: AmendedFormula[];
}

export interface AmendedFormula {
  table: string;
  column: string;
  before: string;
  after: string;
  /** As it is now; somebody may have changed it. */
  formula?: string;
}

export type JudgedAmendment = Amendment & {
  /** Whether it can be switched over now. */
  possible: boolean;
  obstacle?: string;
  effect?: { changedValues: number; columns: ColumnEffect[] };
};

export interface AmendmentList {
  items: Amendment[];
}

export interface AmendmentSwitch {
  on: boolean;
  reason?: string;
}

export interface Edits {
  reason?: string;
  /**
   * Made up by the client: sent again with the same key, the request is not done again and gets the same answer,
   * for an hour.
   */
  idempotencyKey?: string;
  cause?: 'api' | 'page' | 'paste' | 'fill' | 'form' | 'drag' | 'button' | 'script';
  actions: EditAction[];
}

export type EditAction = {
  write: {
    table: string;
    /** Without it a row is added. */
    row?: string;
    /** A name by which later actions mean the new row. */
    as?: string;
    cells: Record<string, CellInput>;
    /** What the writer saw: refused where it is another by now. */
    expected?: Record<string, CellInput>;
  };
} | { delete: { table: string; row: string } };

export interface EditsDone {
  sequence: number;
  inserted: string[];
  updated: string[];
  deleted: string[];
}

export interface Override {
  table: string;
  row: string;
  column: string;
  value: CellInput;
  reason: string;
  expiresAt?: string;
}

export interface TransitionCursor {
  name: string;
  /** The place to read on behind. */
  next: string;
  movedAt: string;
}

export interface TransitionCursorList {
  items: TransitionCursor[];
}

export interface TransitionCursorPlace {
  /** A place, a sequence number, or `now`, where a new cursor begins. */
  next?: string;
}

export interface TransitionCursorMove {
  next: string;
  /** Where the reader found the cursor. */
  after?: string;
}

export interface TakeBack {
  /** The transaction; without it the caller's newest. */
  sequence?: number;
  /** Also over what others wrote since. */
  force?: boolean;
  reason?: string;
}

export interface TakenBack {
  sequence: number;
  reverted?: number;
  rows: number;
  cells: number;
  /** In words, for a person. */
  what: string;
}

export interface TransactionList {
  items: Transaction[];
  sequence: number;
  /** Where there is more: go on with it. */
  before?: number;
}

export interface Transaction {
  sequence: number;
  time: string;
  actor: Actor;
  cause: string;
  reason: string;
  /** The transaction that it takes back. */
  reverts?: number;
  takenBack: boolean;
  rows: number;
  cells: number;
  what: string;
}

export interface Actor {
  id: string;
  name: string;
}

export interface Bin {
  items: DeletedRow[];
  sequence: number;
  before?: number;
}

export interface DeletedRow {
  table: string;
  tableName: string;
  row: string;
  name: string;
  sequence: number;
  time: string;
  actor: Actor;
  cause: string;
  reason: string;
}

export interface RestoreRows {
  rows: { table: string; row: string }[];
  force?: boolean;
  reason?: string;
}

export interface LoggedChange {
  sequence: number;
  time: string;
  actor: string;
  reason: string;
  cause: string;
  kind: 'insert' | 'update' | 'delete';
  table: string;
  row: string;
  tableName?: string;
  rowName?: string;
  column?: string;
  columnName?: string;
  before?: PlainValue;
  after?: PlainValue;
  computed?: boolean;
}

export interface History {
  items: LoggedChange[];
  sequence: number;
}

export interface Transitions {
  items: Transition[];
  after: string;
  next: string;
  more: boolean;
  sequence: number;
}

export interface Transition {
  sequence: number;
  time: string;
  place: string;
  actor: string;
  cause: string;
  table: string;
  row: string;
  column: string;
  before: PlainValue;
  after: PlainValue;
  tableName?: string;
  rowName?: string;
  columnName?: string;
}

/** A committed transaction, as the live stream tells it. */
export interface Change {
  sequence: number;
  time: string;
  actor: string;
  cause: string;
  /** The blueprint changed. */
  schema: boolean;
  /** Too many cells to list. */
  truncated: boolean;
  rows: ChangedRow[];
  cells: ChangedCell[];
}

export interface ChangedRow {
  table: string;
  row: string;
  inserted: boolean;
  deleted: boolean;
}

export interface ChangedCell {
  table: string;
  row: string;
  column: string;
  value: PlainValue;
  computed: boolean;
}

/** docs/what-if.md */
export interface WhatIf {
  edits?: {
    table: string;
    row?: string;
    column?: string;
    value?: CellInput;
    cells?: Record<string, CellInput>;
    as?: string;
    delete?: boolean;
  }[];
  formulas?: { table: string; column: string; formula: string }[];
  weights?: { table: string; column: string; from: number; to: number; occurrence?: number }[];
  /** Changes of options. */
  options?: {
    verb: 'add' | 'change' | 'remove';
    table: string;
    column: string;
    subject?: 'option';
    name?: string;
    settings?: SchemaSettings;
  }[];
  amendments?: (string | { id: string; on: boolean })[];
  watch?: { columns?: { table: string; column: string }[]; rows?: { table: string; row: string }[] };
  limit?: number;
}

export interface WhatIfEffect {
  sequence: number;
  changedValues: number;
  changedRows: number;
  insertedRows: number;
  deletedRows: number;
  inserted: string[];
  columns: ColumnEffect[];
  values: ChangedValue[];
  rows: ChangedValue[];
  errors: { appear: number; vanish: number; samples: (ChangedValue & { gone: boolean; reason: string })[] };
}

export interface ChangedValue {
  table: string;
  tableId: string;
  row: string;
  name: string;
  column: string;
  columnId: string;
  before: PlainValue;
  after: PlainValue;
}

export interface ColumnEffect {
  table: string;
  tableId: string;
  column: string;
  columnId: string;
  kind: 'changed' | 'new' | 'removed';
  count: number;
  samples: ValueSample[];
  /** Of the whole column. */
  numbers?: { before: NumberTotal; after: NumberTotal };
  tiers?: TierEffect[];
  moves?: TierMove[];
  errors?: ErrorCount;
}

export interface ErrorCount {
  appear: number;
  vanish: number;
}

export interface TierEffect {
  /** Empty: blank. */
  value: string;
  before: number;
  after: number;
  /** Sums of the money columns of its rows. */
  money: MoneyEffect[];
}

export interface TierMove {
  from: string;
  to: string;
  rows: number;
  money: MoneyEffect[];
}

export interface MoneyEffect {
  column: string;
  columnId: string;
  before: number;
  after: number;
}

export interface NumberTotal {
  count: number;
  sum: number;
  average: number | null;
}

export interface ValueSample {
  row: string;
  name: string;
  before: PlainValue;
  after: PlainValue;
}

export interface Me {
  actor: string;
  name: string;
  email: string;
  scope: 'read' | 'write' | 'admin';
  person: { rowId: string; name: string } | null;
  /** The page on the server's own machine, without a login. */
  local: boolean;
}

export interface MeChange {
  /** A row of the people table. */
  person: string | null;
}

export interface People {
  sequence: number;
  items: Person[];
}

export interface Person {
  id: string;
  name: string;
  email: string;
}

export interface Presence {
  /** The page's own random name. */
  client: string;
  table?: string;
  row?: string;
  column?: string;
  editing?: boolean;
  leave?: boolean;
}

/** Everybody who has a record open. */
export interface PresentPeople {
  people: Present[];
}

export interface Present {
  /** The random name of the page. */
  client: string;
  name: string;
  table: string;
  row: string;
  column?: string;
  editing: boolean;
}

export interface Comment {
  id: string;
  table: string;
  row: string;
  /** Id; empty where the record is meant. */
  column: string;
  text: string;
  /** Of the comment that begins a thread. */
  resolved: boolean;
  /** The comment that begins the thread; empty for that one. */
  parent: string;
  author: string;
  time: string;
  edited: boolean;
  /** Written by the caller. */
  mine: boolean;
}

export interface CommentList {
  sequence: number;
  items: Comment[];
}

export interface NewComment {
  table: string;
  row: string;
  column?: string;
  text: string;
  /** The comment that it answers. */
  parent?: string;
}

export interface CommentChange {
  text?: string;
  resolved?: boolean;
}

export interface SavedView {
  id: string;
  table: string;
  name: string;
  owner: string;
  mine: boolean;
  access: SavedViewAccess;
  /** As it was given. */
  definition: Record<string, unknown>;
}

/** Seen by its owner alone; seen by all; seen by all and changed by nobody. */
export type SavedViewAccess = 'personal' | 'shared' | 'locked';

export interface SavedViewList {
  sequence: number;
  items: SavedView[];
}

export interface NewSavedView {
  table: string;
  name: string;
  access?: SavedViewAccess;
  definition: Record<string, unknown>;
}

export interface SavedViewChange {
  name?: string;
  access?: SavedViewAccess;
  definition?: Record<string, unknown>;
}

/** Every operation under /api by its operationId. */
export interface Operations {
  /** Tables with their columns, formulas and views; named formulas; controls. */
  schema: {
    method: 'GET';
    path: '/api/schema';
    response: Schema;
  };
  /** What is wrong or doubtful in the tables, formulas and views, found by analysis: docs/checker.md */
  check: {
    method: 'GET';
    path: '/api/check';
    response: Check;
  };
  /** The corrections that ship beside the blueprint, and which of them are on */
  listAmendments: {
    method: 'GET';
    path: '/api/amendments';
    response: AmendmentList;
  };
  /** A correction with its formulas before and after, and what switching it over would do to the rows */
  getAmendment: {
    method: 'GET';
    path: '/api/amendments/{amendmentId}';
    pathParameters: { amendmentId: string };
    response: JudgedAmendment;
  };
  /** Switch a correction on or off: its formulas change, and everything computed from them */
  switchAmendment: {
    method: 'POST';
    path: '/api/amendments/{amendmentId}';
    pathParameters: { amendmentId: string };
    request: AmendmentSwitch;
    response: Sequence;
  };
  /** A page of a view's rows (or a table's), in its order, with groups, sums and the styles of cells. */
  viewRows: {
    method: 'GET';
    path: '/api/views/{view}/rows';
    pathParameters: { view: string };
    query: {
      /** One more condition: a formula over the row. */
      filter?: string;
      /** Only rows that show this text in one of the columns, whatever its case and accents. */
      search?: string;
      /** The columns, by id or name; without it those of the view. */
      columns?: string[];
      /** Only these rows, by id. */
      rows?: string[];
      /** The value of a control: a row by id or name, a list with commas. */
      [parameter: `control.${string}`]: string | undefined;
      /** Who CurrentUser() is instead of the caller: a row of the people table, or `all` for nobody. */
      as?: string;
      /** A past day (`2026-11-20`: its end, in the workspace's time zone) or instant: everything as it was then. */
      asOf?: string;
      /** Columns instead of the view's order; `-` before one turns it round. */
      sort?: string[];
      /** Columns instead of the view's groups; `none` for none. */
      group?: string[];
      /** Rows before the page. */
      offset?: number;
      /** Most rows: 200, at most 1000. */
      limit?: number;
      /** A tile of a dashboard whose formats paint the rows too: its dashboard and number. */
      tile?: string;
      /** Also groups of options that no row has, where a select is the first group. */
      emptyGroups?: boolean;
      /**
       * `column:kind` for groups and the whole: sum, average, min, max, median, count (not blank), blank, unique,
       * checked.
       */
      aggregates?: string[];
    };
    response: ViewRows;
  };
  /** Whether a formula makes sense: its type, what it reads, and every fault with its place and a suggestion. */
  checkFormula: {
    method: 'POST';
    path: '/api/formula/check';
    request: FormulaRequest;
    response: FormulaCheck;
  };
  /** The value of a formula now, for a row or for each of some rows, with controls set as the request says. */
  evaluateFormula: {
    method: 'POST';
    path: '/api/formula/evaluate';
    query: {
      /** Who CurrentUser() is instead of the caller: a row of the people table, or `all` for nobody. */
      as?: string;
    };
    request: EvaluateRequest;
    response: EvaluateAnswer;
  };
  /**
   * How a cell, or a formula, came about: each input with its value, the rows behind each aggregate, contributions
   * that add up to the value, the conditions it asked, and what a blank comes from.
   */
  explain: {
    method: 'GET';
    path: '/api/explain';
    query: {
      /** Id or name. */
      table?: string;
      /** Id or name. */
      row?: string;
      /** Id or name. */
      column?: string;
      /**
       * Explains this formula instead of a column's; table and row are needed only where it reads the row's
       * columns. A lone name of a named formula is explained by that formula.
       */
      formula?: string;
      /** The value of a control: a row by id or name, a list with commas. */
      [parameter: `control.${string}`]: string | undefined;
      /** Who CurrentUser() is instead of the caller: a row of the people table, or `all` for nobody. */
      as?: string;
      /** A past day (`2026-11-20`: its end, in the workspace's time zone) or instant: everything as it was then. */
      asOf?: string;
    };
    response: Explanation;
  };
  /** The change log, newest first; with `after`, oldest first from that sequence number on. */
  history: {
    method: 'GET';
    path: '/api/history';
    query: {
      /** Id or name. */
      table?: string;
      /** Id, also of a row that is gone, or name. */
      row?: string;
      /** Id or name. */
      column?: string;
      /** Only what came after this sequence number. */
      after?: number;
      /** Most lines: 100, at most 1000. */
      limit?: number;
    };
    response: History;
  };
  /** Committed changes as they happen: server-sent events whose id is the sequence number. */
  changes: {
    method: 'GET';
    path: '/api/changes';
    query: {
      /** Begin behind this sequence number; so does a Last-Event-ID header. */
      after?: number;
    };
    response: string;
    events: { message: Change; schema: Sequence; reset: Sequence; presence: PresentPeople; job: Job };
  };
  /** Shows a value instead of the computed one, with a reason and perhaps an end. */
  setOverride: {
    method: 'POST';
    path: '/api/overrides';
    request: Override;
    response: Sequence;
  };
  /** Shows the computed value again. */
  clearOverride: {
    method: 'DELETE';
    path: '/api/overrides';
    query: {
      /** Id or name. */
      table?: string;
      /** Id or name. */
      row?: string;
      /** Id or name. */
      column?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    response: Sequence;
  };
  /**
   * Which tracked computed values changed from what to what: oldest first, each exactly once for whoever goes on
   * from `next`.
   */
  transitions: {
    method: 'GET';
    path: '/api/transitions';
    query: {
      /** A `next` or `place` of an earlier answer, or a sequence number. */
      after?: string;
      /** Go on where this cursor is, instead of `after`. */
      cursor?: string;
      /** Id or name. */
      table?: string;
      /** Id or name of a tracked column. */
      column?: string;
      /** Most transitions: 100, at most 1000. */
      limit?: number;
    };
    response: Transitions;
  };
  /** Whether the server is up. Open to everyone. */
  health: {
    method: 'GET';
    path: '/api/health';
    response: Health;
  };
  /** What changes of the schema would do: who depends, which values change. */
  blastRadius: {
    method: 'POST';
    path: '/api/blast-radius';
    request: SchemaChanges;
    response: SchemaReport;
  };
  /** Tables and columns that were removed and can be restored. */
  listRemoved: {
    method: 'GET';
    path: '/api/schema/removed';
    response: RemovedParts;
  };
  /** The blueprint as the files of its folder. */
  getBlueprint: {
    method: 'GET';
    path: '/api/blueprint';
    response: BlueprintFiles;
  };
  /** Brings the workspace to a new version of its blueprint. */
  putBlueprint: {
    method: 'PUT';
    path: '/api/blueprint';
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    request: BlueprintFiles;
    response: SchemaReport;
  };
  /** Takes back the caller's newest transaction that is in force, or the one named; 409 where others wrote since. */
  undo: {
    method: 'POST';
    path: '/api/undo';
    request: TakeBack;
    response: TakenBack;
  };
  /** Takes back the caller's newest undo, as long as the caller has written nothing else since. */
  redo: {
    method: 'POST';
    path: '/api/redo';
    request: TakeBack;
    response: TakenBack;
  };
  /** Transactions, newest first: who, when, why, what they changed, and whether they are taken back. */
  listTransactions: {
    method: 'GET';
    path: '/api/transactions';
    query: {
      /** `me`, or the id of an actor. */
      actor?: string;
      /** Only those before this sequence number. */
      before?: number;
      /** Most transactions: 50, at most 200. */
      limit?: number;
    };
    response: TransactionList;
  };
  /** Rows that were deleted and are not back, those deleted last first. */
  listBin: {
    method: 'GET';
    path: '/api/bin';
    query: {
      /** Id or name. */
      table?: string;
      /** Go on from the `before` of an answer. */
      before?: number;
      /** Most rows: 100, at most 1000. */
      limit?: number;
    };
    response: Bin;
  };
  /** Brings deleted rows back under their own ids, with what they held and the links to them. */
  restoreRows: {
    method: 'POST';
    path: '/api/bin/restore';
    request: RestoreRows;
    response: TakenBack;
  };
  /** Adds, changes and deletes rows of many tables as one transaction; 409 where a value is not the one expected. */
  edit: {
    method: 'POST';
    path: '/api/edits';
    request: Edits;
    response: EditsDone;
  };
  /** Records by what they are called (best first), then by what their texts say. Case and accents do not count. */
  search: {
    method: 'GET';
    path: '/api/search';
    query: {
      /** What is sought; nothing finds nothing. */
      q?: string;
      /** Most records: 20, at most 200. */
      limit?: number;
      /** Only records of this table, by id or name. */
      table?: string;
    };
    response: SearchResult;
  };
  /** Every function of the formula language: parameters, what it does, examples. */
  functions: {
    method: 'GET';
    path: '/api/functions';
    response: FunctionList;
  };
  /**
   * What edits, formulas, weights, options and amendments would change: values, sums, tiers, errors. Nothing is
   * stored.
   */
  whatIf: {
    method: 'POST';
    path: '/api/what-if';
    request: WhatIf;
    response: WhatIfEffect;
  };
  /** The ids of a view's rows in its order: 100,000 at most. */
  viewIds: {
    method: 'GET';
    path: '/api/views/{view}/ids';
    pathParameters: { view: string };
    query: {
      /** One more condition: a formula over the row. */
      filter?: string;
      /** Only rows that show this text in one of the columns, whatever its case and accents. */
      search?: string;
      /** The columns, by id or name; without it those of the view. */
      columns?: string[];
      /** Only these rows, by id. */
      rows?: string[];
      /** The value of a control: a row by id or name, a list with commas. */
      [parameter: `control.${string}`]: string | undefined;
      /** Who CurrentUser() is instead of the caller: a row of the people table, or `all` for nobody. */
      as?: string;
      /** A past day (`2026-11-20`: its end, in the workspace's time zone) or instant: everything as it was then. */
      asOf?: string;
      /** Columns instead of the view's order; `-` before one turns it round. */
      sort?: string[];
      /** Columns instead of the view's groups; `none` for none. */
      group?: string[];
    };
    response: ViewIds;
  };
  /** One row with all its columns, and how many rows of other tables point to it. */
  record: {
    method: 'GET';
    path: '/api/tables/{table}/rows/{row}';
    pathParameters: { table: string; row: string };
    query: {
      /** The value of a control: a row by id or name, a list with commas. */
      [parameter: `control.${string}`]: string | undefined;
      /** Who CurrentUser() is instead of the caller: a row of the people table, or `all` for nobody. */
      as?: string;
      /** A past day (`2026-11-20`: its end, in the workspace's time zone) or instant: everything as it was then. */
      asOf?: string;
    };
    response: RecordAnswer;
  };
  /** The numbers behind a chart of a view's rows: counted or summed up by x, in series. */
  chart: {
    method: 'GET';
    path: '/api/views/{view}/chart';
    pathParameters: { view: string };
    query: {
      /** One more condition: a formula over the row. */
      filter?: string;
      /** Only rows that show this text in one of the columns, whatever its case and accents. */
      search?: string;
      /** The columns, by id or name; without it those of the view. */
      columns?: string[];
      /** Only these rows, by id. */
      rows?: string[];
      /** The value of a control: a row by id or name, a list with commas. */
      [parameter: `control.${string}`]: string | undefined;
      /** Who CurrentUser() is instead of the caller: a row of the people table, or `all` for nobody. */
      as?: string;
      /** A past day (`2026-11-20`: its end, in the workspace's time zone) or instant: everything as it was then. */
      asOf?: string;
      /** The column on the x axis. */
      x?: string;
      /** `count`, or `kind:column` with the kinds of aggregates of rows. */
      y?: string;
      /** A column whose values are a series each. */
      series?: string;
      /** Of days and moments: day, week, month, quarter, year. */
      bucket?: string;
    };
    response: Chart;
  };
  /** The first page: its scopes, and who of one of them needs somebody today and why, the most urgent first. */
  home: {
    method: 'GET';
    path: '/api/home';
    query: {
      /** Id or name of the scope's view; the first scope without it. */
      scope?: string;
      /** Who CurrentUser() is instead of the caller: a row of the people table, or `all` for nobody. */
      as?: string;
      /** A past day (`2026-11-20`: its end, in the workspace's time zone) or instant: everything as it was then. */
      asOf?: string;
    };
    response: Home;
  };
  /** A dashboard with what its tiles show, under the controls that are set. */
  dashboard: {
    method: 'GET';
    path: '/api/dashboards/{dashboard}';
    pathParameters: { dashboard: string };
    query: {
      /** The value of a control: a row by id or name, a list with commas. */
      [parameter: `control.${string}`]: string | undefined;
      /** Who CurrentUser() is instead of the caller: a row of the people table, or `all` for nobody. */
      as?: string;
      /** A past day (`2026-11-20`: its end, in the workspace's time zone) or instant: everything as it was then. */
      asOf?: string;
    };
    response: Dashboard;
  };
  /** Transitions as they happen: server-sent events whose id is the place; each exactly once. */
  transitionStream: {
    method: 'GET';
    path: '/api/transitions/stream';
    query: {
      /** Begin behind this place or sequence number; so does a Last-Event-ID header. */
      after?: string;
      /** Begin where this cursor is. It moves only when told to. */
      cursor?: string;
    };
    response: string;
    events: { message: Transition };
  };
  /** Says which record a page has open, for 45 seconds; with `leave`, that it has none any more. */
  presence: {
    method: 'POST';
    path: '/api/presence';
    request: Presence;
    response: undefined;
  };
  /** Rows out of a CSV file, as a job: the body (text/csv), or a file that was uploaded. */
  import: {
    method: 'POST';
    path: '/api/imports';
    query: {
      /** Id or name. */
      table?: string;
      /** Only say what would change. */
      dryRun?: boolean;
      /** Columns by which rows that are there are known. */
      key?: string[];
      /** The name of the file, for people. */
      name?: string;
    };
    request: Import;
    response: Job;
  };
  /** What a CSV file holds, which of its lines cannot be read, or why it is no CSV. */
  previewImport: {
    method: 'POST';
    path: '/api/imports/preview';
    request: string;
    response: ImportPreview;
  };
  /** The rows of a view as a CSV file, as a job, from which the file is fetched. */
  export: {
    method: 'POST';
    path: '/api/exports';
    request: Export;
    response: Job;
  };
  /** Long work, the newest first; what is over for an hour. */
  listJobs: {
    method: 'GET';
    path: '/api/jobs';
    response: Jobs;
  };
  /** How far one job is, and what came of it. */
  getJob: {
    method: 'GET';
    path: '/api/jobs/{jobId}';
    pathParameters: { jobId: string };
    response: Job;
  };
  /** Cancels it: nothing of it is kept. 409 while it is being saved. */
  cancelJob: {
    method: 'DELETE';
    path: '/api/jobs/{jobId}';
    pathParameters: { jobId: string };
    response: Job;
  };
  /** The file that the job made, as an attachment; it goes with the job. */
  downloadJobFile: {
    method: 'GET';
    path: '/api/jobs/{jobId}/file';
    pathParameters: { jobId: string };
    response: string;
  };
  /** The cursors among the transitions. */
  listTransitionCursors: {
    method: 'GET';
    path: '/api/transition-cursors';
    response: TransitionCursorList;
  };
  /** Where a cursor is. */
  getTransitionCursor: {
    method: 'GET';
    path: '/api/transition-cursors/{name}';
    pathParameters: { name: string };
    response: TransitionCursor;
  };
  /** Makes a cursor, from now on, or puts it at the place `next`; `0` is before all. */
  putTransitionCursor: {
    method: 'PUT';
    path: '/api/transition-cursors/{name}';
    pathParameters: { name: string };
    request: TransitionCursorPlace;
    response: TransitionCursor;
  };
  /** Acknowledges all up to `next`; 409 when the cursor is beyond it, or not at `after` any more. */
  moveTransitionCursor: {
    method: 'POST';
    path: '/api/transition-cursors/{name}';
    pathParameters: { name: string };
    request: TransitionCursorMove;
    response: TransitionCursor;
  };
  /** Forgets a cursor. */
  removeTransitionCursor: {
    method: 'DELETE';
    path: '/api/transition-cursors/{name}';
    pathParameters: { name: string };
    response: Any;
  };
  /** Adds a table. */
  addTable: {
    method: 'POST';
    path: '/api/tables';
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    request: SchemaSettings;
    response: SchemaReport;
  };
  /** Changes or moves a table; its new name follows. */
  changeTable: {
    method: 'PATCH';
    path: '/api/tables/{table}';
    pathParameters: { table: string };
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    request: SchemaSettings;
    response: SchemaReport;
  };
  /** Removes a table; its rows can be restored. */
  removeTable: {
    method: 'DELETE';
    path: '/api/tables/{table}';
    pathParameters: { table: string };
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    response: SchemaReport;
  };
  /** Adds a column. */
  addColumn: {
    method: 'POST';
    path: '/api/tables/{table}/columns';
    pathParameters: { table: string };
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    request: SchemaSettings;
    response: SchemaReport;
  };
  /** Changes a column: name, type, formula, place. */
  changeColumn: {
    method: 'PATCH';
    path: '/api/tables/{table}/columns/{column}';
    pathParameters: { table: string; column: string };
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    request: SchemaSettings;
    response: SchemaReport;
  };
  /** Removes a column; its values can be restored. */
  removeColumn: {
    method: 'DELETE';
    path: '/api/tables/{table}/columns/{column}';
    pathParameters: { table: string; column: string };
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    response: SchemaReport;
  };
  /** Adds an option. */
  addOption: {
    method: 'POST';
    path: '/api/tables/{table}/columns/{column}/options';
    pathParameters: { table: string; column: string };
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    request: SchemaSettings;
    response: SchemaReport;
  };
  /** Changes an option; its new name follows. */
  changeOption: {
    method: 'PATCH';
    path: '/api/tables/{table}/columns/{column}/options/{option}';
    pathParameters: { table: string; column: string; option: string };
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    request: SchemaSettings;
    response: SchemaReport;
  };
  /** Removes an option. */
  removeOption: {
    method: 'DELETE';
    path: '/api/tables/{table}/columns/{column}/options/{option}';
    pathParameters: { table: string; column: string; option: string };
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    response: SchemaReport;
  };
  /** Adds a view. */
  addView: {
    method: 'POST';
    path: '/api/tables/{table}/views';
    pathParameters: { table: string };
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    request: SchemaSettings;
    response: SchemaReport;
  };
  /** Changes or moves a view. */
  changeView: {
    method: 'PATCH';
    path: '/api/tables/{table}/views/{view}';
    pathParameters: { table: string; view: string };
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    request: SchemaSettings;
    response: SchemaReport;
  };
  /** Removes a view. */
  removeView: {
    method: 'DELETE';
    path: '/api/tables/{table}/views/{view}';
    pathParameters: { table: string; view: string };
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    response: SchemaReport;
  };
  /** Adds a named formula. */
  addFormula: {
    method: 'POST';
    path: '/api/formulas';
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    request: SchemaSettings;
    response: SchemaReport;
  };
  /** Changes a named formula. */
  changeFormula: {
    method: 'PATCH';
    path: '/api/formulas/{formula}';
    pathParameters: { formula: string };
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    request: SchemaSettings;
    response: SchemaReport;
  };
  /** Removes a named formula. */
  removeFormula: {
    method: 'DELETE';
    path: '/api/formulas/{formula}';
    pathParameters: { formula: string };
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    response: SchemaReport;
  };
  /** Adds a control. */
  addControl: {
    method: 'POST';
    path: '/api/controls';
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    request: SchemaSettings;
    response: SchemaReport;
  };
  /** Changes a control. */
  changeControl: {
    method: 'PATCH';
    path: '/api/controls/{control}';
    pathParameters: { control: string };
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    request: SchemaSettings;
    response: SchemaReport;
  };
  /** Removes a control. */
  removeControl: {
    method: 'DELETE';
    path: '/api/controls/{control}';
    pathParameters: { control: string };
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    response: SchemaReport;
  };
  /** Many changes in one transaction, in their order. */
  changeSchema: {
    method: 'POST';
    path: '/api/schema/changes';
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    request: SchemaChanges;
    response: SchemaReport;
  };
  /** Brings back removed tables and columns with their values. */
  restoreRemoved: {
    method: 'POST';
    path: '/api/schema/restore';
    query: {
      /** Say what would happen, and change nothing. */
      dryRun?: boolean;
      /** Remove what is used all the same; leave required cells blank. */
      force?: boolean;
      /** refuse (when not given), or blank: values that no longer fit are lost. */
      onUnconvertible?: string;
      /** Why, for the change log. */
      reason?: string;
    };
    request: SchemaRestore;
    response: SchemaReport;
  };
  /** Who asks: the actor, its rights, and the person that CurrentUser() is. */
  me: {
    method: 'GET';
    path: '/api/me';
    response: Me;
  };
  /** On the server's own machine: which person this browser's page is, or nobody. */
  setMe: {
    method: 'PUT';
    path: '/api/me';
    request: MeChange;
    response: Me;
  };
  /** The people of the workspace: the rows of the blueprint's people table. */
  people: {
    method: 'GET';
    path: '/api/people';
    response: People;
  };
  /** What people said about a record and its cells, the oldest first. */
  comments: {
    method: 'GET';
    path: '/api/comments';
    query: {
      /** Id or name. */
      table?: string;
      /** Id or name. */
      row?: string;
    };
    response: CommentList;
  };
  /** Says something about a record or a cell, or answers a comment. */
  addComment: {
    method: 'POST';
    path: '/api/comments';
    request: NewComment;
    response: Comment;
  };
  /** Another text, by its author only; or a thread resolved or opened again, by anybody. */
  changeComment: {
    method: 'PATCH';
    path: '/api/comments/{row}';
    pathParameters: { row: string };
    request: CommentChange;
    response: Comment;
  };
  /** By its author or an administrator; with its answers, where those are theirs too. */
  deleteComment: {
    method: 'DELETE';
    path: '/api/comments/{row}';
    pathParameters: { row: string };
    response: Sequence;
  };
  /** The saved views of a table, or all: those that are shared or locked, and the caller's own. */
  savedViews: {
    method: 'GET';
    path: '/api/saved-views';
    query: {
      /** Id or name. */
      table?: string;
    };
    response: SavedViewList;
  };
  /** Saves a view, for its owner alone unless `access` says otherwise. */
  addSavedView: {
    method: 'POST';
    path: '/api/saved-views';
    request: NewSavedView;
    response: SavedView;
  };
  /** By its owner; a locked one is unlocked first. */
  changeSavedView: {
    method: 'PATCH';
    path: '/api/saved-views/{row}';
    pathParameters: { row: string };
    request: SavedViewChange;
    response: SavedView;
  };
  /** By its owner; a locked one is unlocked first. */
  deleteSavedView: {
    method: 'DELETE';
    path: '/api/saved-views/{row}';
    pathParameters: { row: string };
    response: Sequence;
  };
  /** Keeps the body as a file, at most 25 MB, which a cell of a files column can then hold. */
  uploadFile: {
    method: 'POST';
    path: '/api/files';
    query: {
      /** The name of the file; folders in it are dropped. */
      name?: string;
    };
    request: string;
    response: FileLink;
  };
  /** The bytes of a file, as an attachment. */
  downloadFile: {
    method: 'GET';
    path: '/api/files/{fileId}';
    pathParameters: { fileId: string };
    response: string;
  };
}
