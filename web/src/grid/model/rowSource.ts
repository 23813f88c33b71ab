// The rows of a view in pages, from the cache of queries: pages in view are watched, so that the live stream has them read again;
// those out of view are kept until there are too many. One source is one question; another question is another source.
import { QueryObserver, type QueryClient, type QueryKey } from '@tanstack/react-query';
import type { Group, Row, RowPage, SummaryItem } from '../../api/rows';
import type { Value } from '../../api/values';

export const pageSize = 200;
const keptPages = 60;
/** So many rows at most are changed or copied at once. */
export const mostRows = 20_000;

export interface PageQuestion {
  key: (page: number) => QueryKey;
  fetch: (offset: number, limit: number, signal?: AbortSignal) => Promise<RowPage>;
}

interface Watched {
  observer: QueryObserver<RowPage>;
  stop: () => void;
}

export class RowSource {
  private readonly watched = new Map<number, Watched>();
  private recent: number[] = []; // pages, the latest last
  private newest: RowPage | undefined;
  private readonly kept = new Map<number, RowPage>();
  /** Rows beyond the pages in view, read for one command; forgotten when anything changes. */
  private readonly extra = new Map<number, Row>();
  error: Error | undefined;

  constructor(
    private readonly client: QueryClient,
    private readonly question: PageQuestion,
    private readonly changed: () => void,
  ) {}

  /** Watches the pages that hold these rows. */
  watch(from: number, to: number) {
    const first = Math.max(0, Math.floor(from / pageSize));
    const last = Math.max(first, Math.floor(Math.max(from, to - 1) / pageSize));
    for (const [page, { stop }] of this.watched) {
      if (page >= first && page <= last) continue;
      stop();
      this.watched.delete(page);
    }
    for (let page = first; page <= last; ++page) if (!this.watched.has(page)) this.add(page);
  }

  private add(page: number) {
    const observer = new QueryObserver<RowPage>(this.client, {
      queryKey: this.question.key(page),
      queryFn: ({ signal }) => this.question.fetch(page * pageSize, pageSize, signal),
      gcTime: 120_000,
    });
    const hear = () => {
      const { data, error } = observer.getCurrentResult();
      if (data) {
        if (this.kept.get(page) !== data) this.extra.clear();
        this.kept.set(page, data);
        if (!this.newest || data.sequence >= this.newest.sequence) this.newest = data;
      }
      this.error = data ? undefined : (error ?? undefined);
      this.changed();
    };
    const stop = observer.subscribe(hear);
    this.watched.set(page, { observer, stop });
    this.recent = [...this.recent.filter((other) => other !== page), page];
    while (this.recent.length > keptPages) this.forget(this.recent.shift());
    if (observer.getCurrentResult().data) hear();
  }

  private forget(page: number | undefined) {
    if (page === undefined || this.watched.has(page)) return;
    this.kept.delete(page);
    this.client.removeQueries({ queryKey: this.question.key(page), exact: true });
  }

  /** The row at this place; undefined while its page is on its way. */
  row(offset: number): Row | undefined {
    const page = Math.floor(offset / pageSize);
    return this.kept.get(page)?.rows[offset - page * pageSize];
  }

  /** The place of a row among the pages that are kept. */
  find(id: string): number | undefined {
    for (const [page, { rows }] of this.kept) {
      const at = rows.findIndex((row) => row.id === id);
      if (at >= 0) return page * pageSize + at;
    }
    return undefined;
  }

  get ready() {
    return this.newest !== undefined;
  }
  get total() {
    return this.newest?.total ?? 0;
  }
  get groups(): Group[] {
    return this.newest?.groups ?? [];
  }
  get footer(): Record<string, Value> {
    return this.newest?.footer ?? {};
  }
  get summary(): SummaryItem[] {
    return this.newest?.summary ?? [];
  }
  get sequence() {
    return this.newest?.sequence ?? 0;
  }

  /** Reads what is in view again, now. */
  async refresh() {
    await Promise.all([...this.watched.values()].map(({ observer }) => observer.refetch()));
  }

  /** Rows between two places, read when they are not kept: for copying, filling and deleting. */
  async read(from: number, to: number): Promise<Row[]> {
    const rows: Row[] = [];
    let at = from;
    while (at < to) {
      const here = this.row(at);
      if (here) {
        rows.push(here);
        ++at;
        continue;
      }
      const { rows: more } = await this.question.fetch(at, Math.min(1000, to - at));
      if (more.length === 0) break;
      for (const [i, row] of more.entries()) this.extra.set(at + i, row);
      rows.push(...more);
      at += more.length;
    }
    return rows;
  }

  async readParts(parts: { from: number; to: number }[], most = mostRows): Promise<Row[]> {
    const rows: Row[] = [];
    for (const { from, to } of parts) {
      if (rows.length >= most) break;
      rows.push(...(await this.read(from, Math.min(to, from + most - rows.length))));
    }
    return rows;
  }

  /** The rows of these stretches, when all of them are here. */
  here(parts: { from: number; to: number }[]): Row[] | undefined {
    const rows: Row[] = [];
    for (const { from, to } of parts) {
      if (to - from > keptPages * pageSize) return undefined;
      for (let at = from; at < to; ++at) {
        const row = this.row(at) ?? this.extra.get(at);
        if (!row) return undefined;
        rows.push(row);
      }
    }
    return rows;
  }

  close() {
    for (const { stop } of this.watched.values()) stop();
    this.watched.clear();
  }
}
