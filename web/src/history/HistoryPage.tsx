import { PageHeader } from '../app/PageHeader';

export default function HistoryPage() {
  return <PageHeader title="History" />;
}
