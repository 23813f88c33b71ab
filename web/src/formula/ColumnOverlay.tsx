export default function ColumnOverlay(_: { address: string; onClose: () => void }) {
  return null;
}
