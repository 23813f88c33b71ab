export function Peek({ table, row }: { table: string; row: string }) {
  return <aside>{`${table} ${row}`}</aside>;
}
